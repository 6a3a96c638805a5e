/** How a phone links a page: by QR code or by pairing code, and through the passkey wall when it has one. */
import type { Behaviour } from "./behaviour";
import type { PasskeyStage } from "./linked-devices";
import { newPairingCode, newVerificationCode } from "./message-ids";
import type { PageConnection } from "./page-connection";
import type { Phone } from "./phone";

export interface PendingPairingCode {
  code: string;
  /** The number it was asked for; no other phone can use it. */
  phoneNumber: string;
  since: Date;
  expiresAt: Date;
}

interface IssuedCode extends PendingPairingCode {
  connection: PageConnection;
}

/** The service refuses what a page asked for, with a status as WhatsApp has them. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const STAGES: Record<Phone["passkey"], readonly PasskeyStage[]> = {
  none: [],
  required: ["required"],
  confirmation: ["confirmation"],
  both: ["required", "confirmation"],
};

export class Linking {
  readonly #codes = new Map<string, IssuedCode>();

  constructor(
    private readonly service: {
      behaviour: Behaviour;
      findPhone(number: string): Phone | undefined;
      qrsChanged(): void;
    },
  ) {}

  get pendingCodes(): PendingPairingCode[] {
    return [...this.#codes.values()]
      .filter((issued) => this.#works(issued))
      .map(({ connection: _, ...shown }) => shown);
  }

  /** A new code for a page; its code before no longer works. */
  issueCode(connection: PageConnection, phoneNumber: string): string {
    const phone = this.service.findPhone(phoneNumber);
    if (phone?.refusesLinking) throw new Refusal(400, "bad-request");
    this.forget(connection);
    const since = new Date();
    const expiresAt = new Date(since.getTime() + this.service.behaviour.pairingCodeLifeMs);
    const code = newPairingCode();
    this.#codes.set(code, { code, phoneNumber, since, expiresAt, connection });
    this.service.qrsChanged();
    return code;
  }

  /** Throws, in the phone's words, when the code does not work. */
  enterCode(code: string, phone: Phone): void {
    const issued = this.#codes.get(code.replace(/[^A-Za-z0-9]/g, "").toUpperCase());
    if (!issued) throw new Error("unknown pairing code");
    if (issued.phoneNumber !== phone.number) throw new Error("this pairing code is for another number");
    if (!this.#works(issued)) throw new Error("this pairing code has expired");
    this.begin(issued.connection, phone);
  }

  /** All codes stop working, as when their time is over. */
  expireCodes(): void {
    for (const issued of this.#codes.values()) issued.expiresAt = new Date();
    this.service.qrsChanged();
  }

  /** The phone has accepted the page's code. */
  begin(connection: PageConnection, phone: Phone): void {
    if (phone.refusesLinking) throw new Error("this phone cannot link devices right now");
    this.forget(connection);
    connection.reference = undefined;
    this.#pass(connection, phone, STAGES[phone.passkey]);
    this.service.qrsChanged();
  }

  forget(connection: PageConnection): void {
    for (const issued of this.#codes.values()) if (issued.connection === connection) this.#codes.delete(issued.code);
    connection.wall?.leave();
  }

  /** Back to a fresh QR code, at the wish of the page or of the phone. */
  cancel(connection: PageConnection, error?: string): void {
    connection.wall?.leave();
    connection.send({ kind: "passkey", stage: "none", ...(error ? { error } : {}) });
    connection.offerReference();
    this.service.qrsChanged();
  }

  #works({ expiresAt }: IssuedCode): boolean {
    return expiresAt.getTime() > Date.now();
  }

  #pass(connection: PageConnection, phone: Phone, [stage, ...later]: readonly PasskeyStage[]): void {
    connection.wall?.leave();
    if (!stage) {
      connection.send({ kind: "paired", credentials: phone.addDevice() });
      return;
    }
    const code = newVerificationCode();
    const wall = {
      stage,
      code: stage === "confirmation" ? code : undefined,
      confirm: () => this.#pass(connection, phone, later),
      refuse: () => this.cancel(connection, "refused on the phone"),
    };
    phone.walls.add(wall);
    connection.wall = {
      leave: () => {
        connection.wall = undefined;
        if (phone.walls.delete(wall)) phone.emit("changed");
      },
    };
    connection.send(stage === "confirmation" ? { kind: "passkey", stage, code } : { kind: "passkey", stage });
    phone.emit("changed");
  }
}
