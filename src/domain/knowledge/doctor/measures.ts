import { findNumberWord, isClearNumberWord } from "../../agent/calendar-words";

/** Units of time in the agent's languages, as they follow a number; lengths in hours. */
const TIME_UNITS: readonly (readonly [number, string])[] = [
  [
    1 / 60,
    "minutes? minutos? minuten? minuti? minuto menit минут минуты минуту dakika دقيقة دقائق मिनट 分钟 分鐘 分間 min mins",
  ],
  [
    1,
    "hours? horas? heures? stunden? stunde or[ae] jam uur uren час часа часов saat ساعة ساعات घंटे घंटा घंटों 小时 小時 時間 hrs?",
  ],
  [
    24,
    "days? d[ií]as? dias? jours? tage?n? giorn[oi] hari dagen dag дней дня день gün يوم يوما أيام ايام दिन दिनों 天 日間 日",
  ],
  [
    168,
    "weeks? semanas? semaines? wochen? settiman[ae] minggu weken week недел[ьияю] hafta أسبوع أسابيع सप्ताह हफ्ते 周 週間 星期",
  ],
  [
    730,
    "months? mes(?:es)? mois monate?n? mes[ei] mês bulan maanden maand месяц месяца месяцев ay شهر أشهر شهور महीने महीना 个月 個月 か月 ヶ月",
  ],
  [
    8760,
    "years? años? anos? ans? années? jahre?n? ann[oi] tahun jaar jaren год года лет yıl سنة سنوات عام साल वर्ष 年間",
  ],
];
/** "Working days" are days of their own: five of them are a week. */
const WORKING =
  /^(?:business|working|work|hábiles|laborables|úteis|ouvrables|ouvrés|werktage?n?|arbeitstage?n?|lavorativ[ie]|feriali|kerja|werkdagen|рабочи[хй]|iş|عمل|कार्य|工作日|营业日|営業日)$/iu;
const UNITS = TIME_UNITS.map(([hours, words]) => ({
  hours,
  pattern: new RegExp(`^(?:${words.split(" ").join("|")})$`, "iu"),
}));

/** How long one of the unit is, in hours; undefined for what is no unit of time. */
export const hoursOf = (word: string): number | undefined => UNITS.find(({ pattern }) => pattern.test(word))?.hours;

export const isWorkingWord = (word: string): boolean => WORKING.test(word);

/** The value of digits or of a clear number word ("two"); undefined for other words. */
export function valueOfWord(word: string): number | undefined {
  return isClearNumberWord(word) ? findNumberWord(word) : undefined;
}
