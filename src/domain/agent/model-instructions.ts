/**
 * Sentences in documents that speak to a language model: planted there to take it over, or left behind by a text that
 * was written about one. They are no information for customers. A list can only know common forms; what holds without
 * it is that answers are quotations or grounded, so that nothing is ever carried out.
 */
const PATTERNS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override) (?:(?:all|any|the|your|of|everything|every|info|information|other)\s){0,4}(?:previous|prior|above|earlier|preceding|instructions?|prompts?|rules|info|except)\b/iu,
  /\b(?:system|initial|developer) (?:prompt|message|instructions?)\b|\bcore instruction\b/iu,
  /\b(?:as|you are|you're|act as|pretend to be) an? (?:ai|large language|language|unrestricted|unfiltered)\b/iu,
  /\b(?:in|of|for|to|throughout|within) your (?:next |final |entire )?(?:response|output|completion)s?\b/iu,
  /\b(?:your|the) (?:response|output|reply) (?:must|should|shall|has to) (?:be|only|contain|include|start|begin|end)\b/iu,
  /^\W*(?:please )?(?:provide|render|give|write|format|convert|encode|jumble|use)\b.{0,60}\b(?:in|of) your (?:reply|message|answer|words)\b|^\W*(?:provide|render|give|write|format) your (?:reply|message|answer)\b/iu,
  /\b(?:if|when|whenever) (?:the |a )?user (?:asks|says|requests|wants)\b/iu,
  /\b(?:reply|respond|answer) with (?:only|nothing but|exactly)\b|\babsolutely nothing else\b/iu,
  /^\W*(?:assistant|user|system)\s*:/iu,
  /^\W*(?:please )?(?:translate|paraphrase|rewrite|repeat|summari[sz]e|print|output) (?:the|this|that|all|everything) (?:following|above|previous|preceding|text|sentence|paragraph)\b/iu,
  /^\W*(?:sentence|paragraph)\s*:\s*(?:write|translate|compose)\b|\bwrite (?:one|a|two|an) (?:\w+ )?(?:sentence|paragraph|poem|story|essay)\b/iu,
  /<\|(?:im_start|im_end|system|endoftext)\|>|\[\/?INST\]|<<\/?SYS>>/iu,
];

/** True for a sentence that gives orders to a model instead of telling customers something. */
export const addressesModel = (sentence: string): boolean => PATTERNS.some((pattern) => pattern.test(sentence));
