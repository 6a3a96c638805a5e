/** The port to a model that writes down what is said in a recording. */
export interface Transcriber {
  /** What is said, in the language it is said in; "" when nothing can be made of it. Throws when it is worth another try. */
  transcribe(bytes: Uint8Array, signal: AbortSignal): Promise<string>;
}
