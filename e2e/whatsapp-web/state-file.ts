/** Phones, linked devices, chats, media and the certificate in one JSON file, so that a restart is only a lost network. */
import { readFile, rename, writeFile } from "node:fs/promises";
import type { Certificate } from "./certificate";
import type { CustomerOptions } from "./customer";
import type { LinkedDevice } from "./linked-devices";
import type { Phone, PhoneOptions } from "./phone";
import type { WireChange, WireMessage } from "./protocol";
import type { Simulator } from "./server";

interface PhoneState {
  number: string;
  options: PhoneOptions;
  devices: [string, LinkedDevice][];
  customers: { number: string; options: CustomerOptions }[];
  groups: { id: string; name: string }[];
  log: WireMessage[];
  changes?: WireChange[];
  unread: [string, number][];
}

interface SimulatorState {
  certificate: Certificate;
  phones: PhoneState[];
  media: { directPath: string; mimetype: string; base64: string }[];
}

export interface StateFile {
  watch(phone: Phone): void;
  /** Resolves when the last change is on disk. */
  close(): Promise<void>;
}

/** Changes come in bursts; one write serves them all. */
const WRITE_DELAY_MS = 100;

const describePhone = (phone: Phone): PhoneState => ({
  number: phone.number,
  options: phone.options,
  devices: [...phone.devices],
  customers: [...phone.customers.values()].map(({ number, options }) => ({ number, options })),
  groups: [...phone.groups.values()].map(({ id, name }) => ({ id, name })),
  log: phone.log,
  changes: phone.changes,
  unread: [...phone.unread],
});

function restorePhone(simulator: Simulator, state: PhoneState): void {
  const phone = simulator.phone(state.number, state.options);
  for (const [id, device] of state.devices) phone.devices.set(id, device);
  for (const { number, options } of state.customers) phone.customer(number, options);
  for (const { id, name } of state.groups) phone.group(name, id);
  phone.log.push(...state.log);
  phone.changes.push(...(state.changes ?? []));
  for (const [chatId, count] of state.unread) phone.unread.set(chatId, count);
}

async function readState(file: string): Promise<SimulatorState | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as SimulatorState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

export async function openStateFile(file: string, simulator: Simulator): Promise<StateFile> {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = () => {
    timer = undefined;
    const state: SimulatorState = {
      certificate: simulator.certificate,
      phones: simulator.phones.map(describePhone),
      media: simulator.media
        .entries()
        .map(([directPath, { mimetype, bytes }]) => ({ directPath, mimetype, base64: bytes.toString("base64") })),
    };
    const text = JSON.stringify(state);
    writing = writing.then(async () => {
      // Never half a file, whenever the process is killed.
      await writeFile(`${file}.tmp`, text);
      await rename(`${file}.tmp`, file);
    });
  };
  const touch = () => {
    timer ??= setTimeout(write, WRITE_DELAY_MS);
  };
  const watch = (phone: Phone) => {
    phone.on("changed", touch);
    touch();
  };

  const state = await readState(file);
  if (state) simulator.certificate = state.certificate;
  for (const { directPath, mimetype, base64 } of state?.media ?? [])
    simulator.media.restore(directPath, { mimetype, bytes: Buffer.from(base64, "base64") });
  for (const phone of state?.phones ?? []) restorePhone(simulator, phone);
  for (const phone of simulator.phones) watch(phone);

  return {
    watch,
    async close() {
      if (timer) {
        clearTimeout(timer);
        write();
      }
      await writing;
    },
  };
}
