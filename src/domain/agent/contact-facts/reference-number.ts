/** What people give numbers of, as the contact's field is called, and the words for it. */
const CUES = {
  order_number:
    "orders?|purchase|pedidos?|encomendas?|commandes?|bestell(?:ung(?:en)?|nummer|nr)|auftrags?(?:nummer|nr)?|ordin[ei]|pesanan|order|bestelling(?:en)?|bestelnummer|ordernummer|sipariş\\p{L}*|заказ\\p{L}*|订单号?|注文(?:番号)?|طلب(?:ي|يتي|ية)?|ऑर्डर",
  booking_number:
    "bookings?|reservations?|reservas?|réservations?|buchung(?:en|snummer)?|reservierung(?:en|snummer)?|prenotazion[ei]|reservering(?:en)?|boekings?(?:nummer)?|rezervasyon\\p{L}*|бронь|брони|бронировани\\p{L}+|预订号?|予約(?:番号)?|حجز(?:ي)?|बुकिंग",
  invoice_number:
    "invoices?|bill|facturas?|faturas?|factures?|rechnung(?:en|snummer)?|fattur[ae]|faktur|factu(?:ur|urnummer)|счет|счёт|счета|счёта|发票号?|請求書|فاتور\\p{L}+|इनवॉइस",
} as const;
export type ReferenceKind = keyof typeof CUES;
export const REFERENCE_KINDS = Object.keys(CUES) as ReferenceKind[];

/** Says that a number follows and not an amount: "order no. 1234", "pedido nº 1234", "bestelling: 1234". */
const MARKER =
  "(?:(?:number|num|no|nr|id|code|ref|reference|número|numero|núm|nro|numéro|nummer|nomor|номер|numarası|号码?|番号|رقم|नंबर)(?!\\p{L})\\.?|[#:№=]|n[º°]\\.?|(?:is|es|é|è|est|ist|adalah|は|是)(?= ))";
const GLUE = '[\\s#:.("“«№-]{0,3}';
/** Letters and digits, with what people put between them. */
const CODE =
  "([\\p{Lu}\\p{Ll}\\p{N}](?:[\\p{Lu}\\p{Ll}\\p{N}]|[-/_](?=[\\p{L}\\p{N}])){2,23})(?![\\p{L}\\p{N}@%€$£]|[.,:]\\d)";
const BEFORE = "(?<![\\p{L}\\p{N}])";

const PATTERNS = REFERENCE_KINDS.map((kind) => ({
  kind,
  marked: new RegExp(`${BEFORE}(?:${CUES[kind]})(?:[\\s'’s-]{0,3}${MARKER}){1,3}${GLUE}${CODE}`, "giu"),
  /** Without a marker a number of digits alone must end its clause: "order 1000 flyers" is an amount. */
  bare: new RegExp(`${BEFORE}(?:${CUES[kind]})\\s${CODE}`, "giu"),
  mention: new RegExp(`${BEFORE}(?:${CUES[kind]})(?!\\p{L})`, "iu"),
}));

const MIN_DIGITS = 3;
const MIN_BARE_DIGITS = 5;
const DATE = /^(?:\d{4}[-/_]\d{1,2}[-/_]\d{1,2}|\d{1,2}[-/_]\d{1,2}[-/_]\d{2,4}|(?:19|20)\d{2})$/u;
/** "Can I order 10000": a wish, no number. */
const WISH = /(?:\b(?:to|i|we|you|i'd|let's|and|or|want|please)|[’']d)\s$/iu;
const CLAUSE_END =
  /^\s*(?:$|[.,;!?)\n，。！？]|(?:and|but|y|pero|e|mas|et|mais|und|aber|ma|dan|tapi|en|maar|и|но)\s)/iu;

export interface Reference {
  kind: ReferenceKind;
  value: string;
}

/** The numbers of orders, bookings and invoices that somebody gives, in order; none where it may as well be an amount. */
export function findReferences(text: string): Reference[] {
  return PATTERNS.flatMap(({ kind, marked, bare }) => {
    const isNumber = (value: string, minDigits: number) =>
      (value.match(/\d/gu)?.length ?? 0) >= minDigits && !DATE.test(value) && /^[\p{ASCII}]+$/u.test(value);
    const withMarker = [...text.matchAll(marked)].filter(({ 1: value = "" }) => isNumber(value, MIN_DIGITS));
    const without = [...text.matchAll(bare)].filter(({ 0: all, 1: value = "", index }) => {
      if (/[A-Z]/u.test(value) && /^[A-Z\d/_-]+$/u.test(value)) return isNumber(value, MIN_DIGITS);
      const isClause = CLAUSE_END.test(text.slice(index + all.length)) && !WISH.test(text.slice(0, index));
      return /^[\d/_-]+$/u.test(value) && isClause && isNumber(value, MIN_BARE_DIGITS);
    });
    const values = [...withMarker, ...without].sort((a, b) => a.index - b.index).map(({ 1: value = "" }) => value);
    return [...new Set(values)].map((value) => ({ kind, value }));
  });
}

/** Whether a text speaks of orders, bookings or invoices at all. */
export const mentionsReference = (text: string, kind: ReferenceKind): boolean =>
  PATTERNS.some((pattern) => pattern.kind === kind && pattern.mention.test(text));
