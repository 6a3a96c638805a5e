import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeAs } from "../fixtures/encode-as";
import { decodeText } from "./text-encoding";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, order: "le" | "be" = "le") => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(order === "le" ? bytes : bytes.swap16());
};

/** The same two sentences about a shop, as people would write them in each language. */
const SAMPLES = [
  {
    charset: "windows-1251",
    text: "Магазин открыт с девяти утра до шести вечера, кроме понедельника. Возврат товара возможен в течение четырнадцати дней после покупки, если сохранён чек.",
  },
  {
    charset: "koi8-r",
    text: "Магазин открыт с девяти утра до шести вечера, кроме понедельника. Возврат товара возможен в течение четырнадцати дней после покупки.",
  },
  {
    charset: "windows-1251",
    text: "Магазин відчинено з дев'ятої ранку до шостої вечора, крім понеділка. Повернення товару можливе протягом чотирнадцяти днів після покупки.",
  },
  {
    charset: "windows-1251",
    text: "Магазинът е отворен от девет сутринта до шест вечерта, освен в понеделник. Връщането на стоката е възможно в срок от четиринадесет дни.",
  },
  {
    charset: "windows-1253",
    text: "Το κατάστημα είναι ανοιχτό από τις εννέα το πρωί έως τις έξι το απόγευμα, εκτός Δευτέρας. Η επιστροφή γίνεται εντός δεκατεσσάρων ημερών.",
  },
  {
    charset: "windows-1255",
    text: "החנות פתוחה מתשע בבוקר עד שש בערב, מלבד יום שני. ניתן להחזיר מוצר תוך ארבעה עשר ימים מיום הקנייה עם קבלה.",
  },
  {
    charset: "windows-1256",
    text: "المتجر مفتوح من التاسعة صباحا حتى السادسة مساء ما عدا يوم الاثنين. يمكن إرجاع البضاعة خلال أربعة عشر يوما من تاريخ الشراء.",
  },
  { charset: "windows-874", text: "ร้านเปิดตั้งแต่เก้าโมงเช้าถึงหกโมงเย็นทุกวันยกเว้นวันจันทร์ สามารถคืนสินค้าได้ภายในสิบสี่วันหลังจากซื้อ" },
  {
    charset: "windows-1254",
    text: "Mağazamız pazartesi hariç her gün sabah dokuzdan akşam altıya kadar açıktır. Ürün iadesi satın alma tarihinden itibaren on dört gün içinde mümkündür.",
  },
  {
    charset: "windows-1250",
    text: "Sklep jest otwarty od dziewiątej rano do szóstej wieczorem, oprócz poniedziałku. Zwrot towaru możliwy jest w ciągu czternastu dni od zakupu, jeśli zachowano paragon.",
  },
  {
    charset: "windows-1250",
    text: "Obchod je otevřen od devíti ráno do šesti večer, kromě pondělí. Vrácení zboží je možné do čtrnácti dnů od nákupu, pokud máte účtenku.",
  },
  {
    charset: "windows-1250",
    text: "Az üzlet reggel kilenctől este hatig tart nyitva, hétfő kivételével. Az áru visszaküldése a vásárlástól számított tizennégy napon belül lehetséges.",
  },
  {
    charset: "windows-1257",
    text: "Parduotuvė dirba nuo devintos ryto iki šeštos vakaro, išskyrus pirmadienį. Prekę grąžinti galima per keturiolika dienų nuo pirkimo.",
  },
  {
    charset: "windows-1252",
    text: "A loja está aberta das nove da manhã às seis da tarde, exceto à segunda-feira. A devolução é possível até catorze dias após a compra, com o recibo. Não há exceções.",
  },
  {
    charset: "windows-1252",
    text: "La tienda está abierta de nueve de la mañana a seis de la tarde, excepto los lunes. La devolución es posible hasta catorce días después. ¿Tiene el recibo? Mañana también.",
  },
  {
    charset: "windows-1252",
    text: "Le magasin est ouvert de neuf heures à dix-huit heures, sauf le lundi. Les articles peuvent être retournés jusqu’à quatorze jours après l’achat, même soldés. Ça dépend où.",
  },
  {
    charset: "windows-1252",
    text: "Das Geschäft ist täglich außer montags von neun bis achtzehn Uhr geöffnet. Rückgabe ist bis vierzehn Tage nach dem Kauf möglich, für 10 € Gebühr.",
  },
  {
    charset: "windows-1252",
    text: "Butikken er åben fra ni om morgenen til seks om aftenen, undtagen mandag. Varer kan returneres inden for fjorten dage efter købet mod forevisning af kvittering. Også på søndage.",
  },
  {
    charset: "windows-1252",
    text: "The café is open from nine to six — except on Mondays. Deposits of £20 are “given back” within 14 days. Don’t worry: we’re here.",
  },
  {
    charset: "gb18030",
    text: "本店每天上午九点至下午六点营业，星期一除外。购买后十四天内可以凭收据退货，退款将在五个工作日内到账。",
  },
  {
    charset: "big5",
    text: "本店每天上午九點至下午六點營業，星期一除外。購買後十四天內可以憑收據退貨，退款將在五個工作日內到帳。",
  },
  {
    charset: "shift_jis",
    text: "当店は月曜日を除く毎日、午前九時から午後六時まで営業しております。お買い上げから十四日以内であれば、レシートをお持ちいただければ返品できます。",
  },
  {
    charset: "euc-jp",
    text: "当店は月曜日を除く毎日、午前九時から午後六時まで営業しております。お買い上げから十四日以内であれば、レシートをお持ちいただければ返品できます。",
  },
  {
    charset: "euc-kr",
    text: "매장은 월요일을 제외하고 매일 오전 아홉 시부터 오후 여섯 시까지 영업합니다. 구매 후 십사 일 이내에 영수증이 있으면 반품할 수 있습니다.",
  },
];

describe("encodings", () => {
  test.each(SAMPLES)("$charset is told by its words: $text", async ({ charset, text }) => {
    expect(await decodeText(encodeAs(text, charset))).toBe(text);
  });

  test.each([
    ...SAMPLES,
    { text: "दुकान सोमवार को छोड़कर हर दिन सुबह नौ बजे से शाम छह बजे तक खुली रहती है।" },
    { text: "கடை திங்கட்கிழமை தவிர தினமும் காலை ஒன்பது மணி முதல் மாலை ஆறு மணி வரை திறந்திருக்கும்." },
  ])("UTF-16 needs no byte order mark: $text", async ({ text }) => {
    expect(await decodeText(utf16(text, "le"))).toBe(text);
    expect(await decodeText(utf16(text, "be"))).toBe(text);
  });

  test("a byte order mark decides, and is no text", async () => {
    const text = "Opening hours: nine to six";
    expect(await decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(text)]))).toBe(text);
    expect(await decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(text, "be")]))).toBe(text);
    expect(await decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe("a");
  });

  test("a few accents in a long text are enough, and one word is", async () => {
    const text = `${"Plain sentences without any accent. ".repeat(300)}\nAsk in the café.\n`;
    expect(await decodeText(encodeAs(text, "windows-1252"))).toBe(text);
    expect(await decodeText(encodeAs("Não", "windows-1252"))).toBe("Não");
    expect(await decodeText(encodeAs("Price\n10 €\n© 2024", "windows-1252"))).toBe("Price\n10 €\n© 2024");
  });

  test("plain ASCII in pairs of bytes is not taken for Chinese, with zeros between sentences or without", async () => {
    for (const text of [
      "Two letters each, one after the other. No end to them!",
      "One sentence.\0Another one.\0And so on.\0",
    ])
      expect(await decodeText(utf8(text))).toBe(text);
  });

  test("UTF-8 that was cut in the middle of a letter loses that letter only", async () => {
    const text = "Магазин открыт с девяти утра до шести вечера";
    expect(await decodeText(utf8(text).slice(0, -1))).toBe(text.slice(0, -1));
  });

  test("an encoding nobody can tell is refused, never guessed into garbage", async () => {
    const noise = Uint8Array.from({ length: 300 }, (_, index) => (index % 9 === 8 ? 32 : 0xe1 + ((index * 5) % 25)));
    await expect(decodeText(noise)).rejects.toThrow("unsupported_type");
    await expect(decodeText(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))).rejects.toThrow("unsupported_type");
  });

  test("any text in UTF-8 comes back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (text) => {
        expect(await decodeText(utf8(text))).toBe(text);
      }),
    );
  });
});
