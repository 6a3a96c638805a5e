import { createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { createCertificate } from "../../e2e/whatsapp-web/certificate";

/** What the server says in place of its usual reply; `hang`: nothing at all, `drop`: it closes the connection. */
type Reply = string | "hang" | "drop";
/** A command, or `GREETING` and `MESSAGE` (the end of one), which are answered without being one. */
type Step = "GREETING" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "MESSAGE";

export interface ReceivedMail {
  from: string;
  to: string[];
  isEncrypted: boolean;
  /** As it came, with CRLF. */
  raw: string;
}

export interface SmtpTestServer {
  port: number;
  /** Every message that arrived whole, also those that were then refused. */
  received: ReceivedMail[];
  /** Every command in the order they came, and whether it could be read on the way. */
  said: { line: string; isEncrypted: boolean }[];
  /** Used up in order, one per command of that kind; afterwards it says yes. */
  script(step: Step, ...replies: Reply[]): void;
  close(): Promise<void>;
}

const YES: Record<Step, string> = {
  GREETING: "220 test",
  EHLO: "250-test\r\n250 SIZE 1000000",
  STARTTLS: "220 go on",
  AUTH: "235 welcome",
  MAIL: "250 ok",
  RCPT: "250 ok",
  DATA: "354 go on",
  MESSAGE: "250 taken",
};

/** A mail server on loopback that says what a test wants. `offers`: extensions, such as `STARTTLS` and `AUTH PLAIN`. */
export async function startSmtpServer({ offers = [] }: { offers?: string[] } = {}): Promise<SmtpTestServer> {
  const scripts = new Map<Step, Reply[]>();
  const sockets = new Set<Socket>();
  const seen: Pick<SmtpTestServer, "received" | "said"> = { received: [], said: [] };
  const answer = (step: Step): Reply => {
    const scripted = scripts.get(step)?.shift();
    if (scripted !== undefined) return scripted;
    return step === "EHLO"
      ? ["250-test", ...offers.map((name) => `250-${name}`), "250 SIZE 1000000"].join("\r\n")
      : YES[step];
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    new Conversation(socket, false, answer, seen).greet();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    ...seen,
    port: typeof address === "object" && address ? address.port : 0,
    script: (step, ...replies) => void scripts.set(step, [...(scripts.get(step) ?? []), ...replies]),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** One connection, line by line. */
class Conversation {
  #unread = "";
  #mail: { from: string; to: string[] } = { from: "", to: [] };
  #message: string[] | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly isEncrypted: boolean,
    private readonly answer: (step: Step) => Reply,
    private readonly seen: Pick<SmtpTestServer, "received" | "said">,
  ) {
    socket.on("data", this.#read);
    // A client that goes away in the middle is part of the tests.
    socket.on("error", () => socket.destroy());
  }

  greet(): void {
    this.#reply("GREETING");
  }

  readonly #read = (data: Buffer): void => {
    this.#unread += data.toString("utf8");
    for (let end = this.#unread.indexOf("\r\n"); end >= 0; end = this.#unread.indexOf("\r\n")) {
      const line = this.#unread.slice(0, end);
      this.#unread = this.#unread.slice(end + 2);
      if (this.#message) this.#readMessage(this.#message, line);
      else this.#obey(line);
    }
  };

  #obey(line: string): void {
    this.seen.said.push({ line, isEncrypted: this.isEncrypted });
    const verb = line.split(/[ :]/)[0]?.toUpperCase();
    const mailbox = /<([^>]*)>/.exec(line)?.[1] ?? "";
    if (verb === "QUIT") this.socket.end("221 bye\r\n");
    else if (verb === "MAIL" && this.#reply("MAIL")) this.#mail = { from: mailbox, to: [] };
    else if (verb === "RCPT" && this.#reply("RCPT")) this.#mail.to.push(mailbox);
    else if (verb === "DATA" && this.#reply("DATA")) this.#message = [];
    else if (verb === "STARTTLS" && this.#reply("STARTTLS")) this.#encrypt();
    else if (verb === "EHLO" || verb === "AUTH") this.#reply(verb);
    else if (verb === "HELO" || verb === "RSET") this.socket.write("250 ok\r\n");
  }

  #readMessage(message: string[], line: string): void {
    if (line !== ".") {
      message.push(line.replace(/^\./, ""));
      return;
    }
    this.#message = undefined;
    this.seen.received.push({ ...this.#mail, isEncrypted: this.isEncrypted, raw: message.join("\r\n") });
    this.#reply("MESSAGE");
  }

  /** @returns whether it was a yes */
  #reply(step: Step): boolean {
    const reply = this.answer(step);
    if (reply === "drop") this.socket.destroy();
    else if (reply !== "hang") this.socket.write(`${reply}\r\n`);
    return /^[23]/.test(reply);
  }

  #encrypt(): void {
    const { keyPem: key, certificatePem: cert } = createCertificate(["localhost"]);
    this.socket.off("data", this.#read);
    const secured = new TLSSocket(this.socket, { isServer: true, secureContext: createSecureContext({ key, cert }) });
    new Conversation(secured, true, this.answer, this.seen);
  }
}
