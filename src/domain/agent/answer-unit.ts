/** The smallest piece of a document that can be sent: a sentence, a list item or a row of a table. */
export interface AnswerUnit {
  text: string;
  kind: "sentence" | "item" | "row";
  /** Index of its section among those of the passage. */
  section: number;
  /** Lines without an empty one between them share it. */
  block: number;
}
