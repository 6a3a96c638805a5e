// The one barrel of the project: drizzle-kit reads the whole schema from here.
export * from "./accounts";
export * from "./analytics";
export * from "./auth";
export * from "./automation";
export * from "./channels";
export * from "./configuration";
export * from "./conversations";
export * from "./drafts";
export * from "./evaluation";
export * from "./identity";
export * from "./knowledge";
export * from "./knowledge-findings";
export * from "./knowledge-sources";
export * from "./model-providers";
export * from "./notes";
export * from "./question-groups";
export * from "./saved-replies";
