/** What the server says, which part of it is on show, and how it is asked for. */

export const state = { qrs: [], pairingCodes: [], phones: [] };
/** Which phone and customer are on show; the rest follows from the server's state. */
export const shown = { phone: undefined, customer: undefined };

export async function request(path, body) {
  const response = await fetch(`/api${path}`, {
    ...(body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined;
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export const phone = () => state.phones.find(({ number }) => number === shown.phone) ?? state.phones[0];
export const customer = () =>
  phone()?.customers.find(({ number }) => number === shown.customer) ?? phone()?.customers[0];
export const phonePath = () => `/phones/${phone().number}`;
export const customerPath = () => `${phonePath()}/customers/${customer().number}`;
