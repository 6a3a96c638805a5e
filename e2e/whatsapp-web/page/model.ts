import { Emitter } from "./emitter";
import { keyOf } from "./ids";

/** Attributes that stay out of `serialize()`, as in WhatsApp's models. */
const NEVER_SERIALIZED = new Set(["mediaObject", "mediaData", "collection"]);

/** A Backbone-like model: attributes are own properties, `set` raises change events here and on the collection. */
export class Model extends Emitter {
  [attribute: string]: unknown;
  readonly #attributes = new Set<string>();

  constructor(attributes: Record<string, unknown> = {}) {
    super();
    for (const [name, value] of Object.entries(attributes)) {
      this[name] = value;
      this.#attributes.add(name);
    }
  }

  set(nameOrValues: string | Record<string, unknown>, value?: unknown): this {
    const values = typeof nameOrValues === "string" ? { [nameOrValues]: value } : nameOrValues;
    const changes: { name: string; next: unknown; previous: unknown }[] = [];
    for (const [name, next] of Object.entries(values)) {
      const previous = this[name];
      this.#attributes.add(name);
      if (previous === next) continue;
      this[name] = next;
      changes.push({ name, next, previous });
    }
    const collection = this.collection as Collection<Model> | undefined;
    for (const { name, next, previous } of changes) {
      this.trigger(`change:${name}`, this, next, previous);
      collection?.trigger(`change:${name}`, this, next, previous);
    }
    if (changes.length > 0) {
      this.trigger("change", this);
      collection?.trigger("change", this);
    }
    return this;
  }

  serialize(): Record<string, unknown> {
    const plain: Record<string, unknown> = {};
    for (const name of this.#attributes) {
      const value = this[name];
      if (typeof value === "function" || NEVER_SERIALIZED.has(name)) continue;
      plain[name] = value instanceof Model || value instanceof Collection ? value.serialize() : value;
    }
    return plain;
  }

  toJSON(): unknown {
    return this.serialize();
  }

  unsafe(): this {
    return this;
  }

  safe(): this {
    return this;
  }
}

/** Models by id. `get` takes an id in any of its forms, and nothing for nothing. */
export class Collection<M extends Model> extends Emitter {
  declare readonly modelClass: new (
    attributes: Record<string, unknown>,
  ) => M;
  readonly #models = new Map<string, M>();
  /** What `find` does when there is no such model. */
  onMissing: ((id: unknown) => Promise<M>) | undefined;

  constructor(modelClass: new (attributes: Record<string, unknown>) => M) {
    super();
    Object.defineProperty(this, "modelClass", { value: modelClass });
  }

  get(id: unknown): M | undefined {
    return id === undefined || id === null ? undefined : this.#models.get(keyOf(id));
  }

  add(model: M): M {
    const key = keyOf(model.id);
    const present = this.#models.get(key);
    if (present) return present;
    Object.defineProperty(model, "collection", { value: this, configurable: true });
    this.#models.set(key, model);
    this.trigger("add", model);
    return model;
  }

  remove(id: unknown): void {
    const model = this.get(id);
    if (!model) return;
    this.#models.delete(keyOf(id));
    this.trigger("remove", model);
  }

  async find(id: unknown): Promise<M> {
    const model = this.get(id);
    if (model) return model;
    if (this.onMissing) return this.onMissing(id);
    throw new Error(`not found: ${keyOf(id)}`);
  }

  getModelsArray(): M[] {
    return [...this.#models.values()];
  }

  get length(): number {
    return this.#models.size;
  }

  serialize(): unknown[] {
    return this.getModelsArray().map((model) => model.serialize());
  }
}
