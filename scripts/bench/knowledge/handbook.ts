/** The text of a make-believe dealer's handbook: as varied as real ones, and the same in every run. */
import { type Seeded, seeded } from "./seeded";

export interface HandbookPage {
  title: string;
  paragraphs: string[];
  /** Rows of a table, header first; absent on most pages. */
  table?: string[][];
  /** What a customer would ask that this page answers. */
  question: string;
}

const SYLLABLES =
  "ba ca do fe gi ha jo ka li mo na or pe qui ra sol ta ul ve wi xan yo zer bri cla dre flo gri sta tru".split(" ");
const THINGS =
  "kayak|canoe|tent|stove|lantern|backpack|sleeping bag|bicycle|trailer|helmet|life vest|paddle|compass|drill|ladder|generator|heater|pump|sander|mower|chainsaw|projector|camera|tripod|microphone|speaker|sewing machine|oven|freezer|dishwasher|mattress|wardrobe|desk|armchair|carpet|curtain|violin|keyboard|telescope|wetsuit".split(
    "|",
  );
const PARTS =
  "battery|filter|seal|valve|zip|strap|frame|hinge|blade|cable|charger|lens|motor|gasket|cover|lining|pole|pedal|chain|switch|thermostat|handle|wheel|bearing|nozzle|buckle|display|fuse".split(
    "|",
  );
const FAULTS =
  "leaks|cracks|rattles|overheats|comes loose|loses power|rusts|does not close|bends|tears|stops without warning|makes a grinding noise|shows an error".split(
    "|",
  );
const PLACES =
  "the harbour branch|the workshop|the warehouse in the old mill|the counter by the station|the market hall|the depot|our partner's garage|the showroom".split(
    "|",
  );
const DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday".split("|");
const MATERIALS =
  "aluminium|oak|canvas|nylon|steel|carbon fibre|wool|leather|bamboo|rubber|copper|recycled plastic".split("|");
const PEOPLE = "students|members|families|clubs|schools|companies|residents|returning customers".split("|");

interface Product {
  name: string;
  thing: string;
}
type Sentence = (product: Product, random: Seeded) => string;

const SENTENCES: Sentence[] = [
  ({ name, thing }, r) =>
    `The ${name} is a ${thing} made of ${r.pick(MATERIALS)}, and weighs ${r.between(2, 90)}.${r.between(0, 9)} kilograms with its ${r.pick(PARTS)}.`,
  ({ name }, r) =>
    `Renting the ${name} costs ${r.between(5, 180)} euros a day, or ${r.between(200, 900)} euros for a week in the high season.`,
  ({ thing }, r) =>
    `A deposit of ${r.between(20, 400)} euros is taken for every ${thing} and given back within ${r.between(2, 14)} working days.`,
  ({ name }, r) =>
    `If the ${r.pick(PARTS)} of a ${name} ${r.pick(FAULTS)}, bring it to ${r.pick(PLACES)} together with its receipt.`,
  ({ name }, r) =>
    `Spare parts for the ${name}, such as the ${r.pick(PARTS)} and the ${r.pick(PARTS)}, are kept for ${r.between(3, 15)} years.`,
  ({ thing }, r) =>
    `On ${r.pick(DAYS)}s no ${thing} is handed out after ${r.between(3, 7)} in the afternoon at ${r.pick(PLACES)}.`,
  ({ name }, r) =>
    `Delivery of the ${name} to an address within ${r.between(10, 150)} kilometres takes ${r.between(1, 9)} days and costs ${r.between(8, 75)} euros.`,
  ({ name, thing }, r) =>
    `For ${r.pick(PEOPLE)} the price of the ${name} falls by ${r.between(5, 30)} percent when at least ${r.between(2, 12)} of these ${thing}s are taken.`,
  ({ thing }, r) =>
    `Clean the ${r.pick(PARTS)} with lukewarm water only; a ${thing} that was cleaned with solvents is not taken back.`,
  ({ name }, r) =>
    `The guarantee on the ${name} covers the ${r.pick(PARTS)} for ${r.between(12, 60)} months, but neither the ${r.pick(PARTS)} nor wear.`,
  ({ name }, r) =>
    `Before its first use, charge or check the ${r.pick(PARTS)} of the ${name} for ${r.between(2, 12)} hours, as its manual shows on page ${r.between(3, 60)}.`,
  ({ thing }, r) =>
    `A ${thing} that comes back later than ${r.pick(DAYS)} noon counts as rented for ${r.between(1, 3)} more days.`,
  ({ name }, r) =>
    `Article ${r.between(10_000, 99_999)}-${r.between(10, 99)} is the ${name} without its ${r.pick(PARTS)}, sold at ${r.pick(PLACES)} alone.`,
  ({ thing }, r) =>
    `Nobody under ${r.between(12, 21)} may use the ${thing} alone, whatever the ${r.pick(PEOPLE)} they came with say.`,
];

const QUESTIONS: Sentence[] = [
  ({ name }) => `how much is it to rent the ${name} for a day?`,
  ({ name }) => `is the ${name} still under guarantee after two years`,
  ({ name, thing }) => `hi, my ${thing} ${name} is broken, where can I bring it?`,
  ({ name }) => `do you deliver the ${name} and how long does it take`,
  ({ thing }) => `what deposit do I pay for a ${thing}?`,
  ({ name }) => `which spare parts do you have for ${name}?`,
];

const capitalised = (word: string) => word[0]!.toUpperCase() + word.slice(1);

function productOf(random: Seeded): Product {
  const syllables = Array.from({ length: random.between(2, 3) }, () => random.pick(SYLLABLES));
  return { name: `${capitalised(syllables.join(""))} ${random.between(1, 99) * 10}`, thing: random.pick(THINGS) };
}

const paragraphOf = (product: Product, random: Seeded, sentences: number) =>
  Array.from({ length: sentences }, () => random.pick(SENTENCES)(product, random)).join(" ");

/** Page `number` of the handbook: some hundred words about one product. Any number is a page. */
export function handbookPage(number: number): HandbookPage {
  const random = seeded(number * 7919 + 1);
  const product = productOf(random);
  const paragraphs = [paragraphOf(product, random, 3), paragraphOf(product, random, random.between(2, 3))];
  const page = {
    title: `${product.name}, ${product.thing}`,
    paragraphs,
    question: random.pick(QUESTIONS)(product, random),
  };
  return number % 5 === 0 ? { ...page, table: priceTable(random) } : page;
}

const priceTable = (random: Seeded): string[][] => [
  ["Part", "Price", "In stock"],
  ...Array.from({ length: 4 }, () => [
    random.pick(PARTS),
    `${random.between(3, 120)}.${random.between(10, 99)} EUR`,
    `${random.between(0, 80)} pieces`,
  ]),
];
