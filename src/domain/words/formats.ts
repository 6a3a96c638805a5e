/**
 * Making one of these costs a browser a hundred times as much as writing a word with it, and a list writes dozens: they are
 * kept by locale and options. Both come from whoever reads, so no more than so many are.
 */
const MOST_KEPT = 300;
const kept = new Map<string, object>();

function keep<Format extends object, Options>(Kind: new (locale: string, options: Options) => Format) {
  return (locale: string, options: Options): Format => {
    const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`;
    const known = kept.get(key) as Format | undefined;
    if (known) return known;
    const made = new Kind(locale, options);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, made);
    return made;
  };
}

/** Always with its zone: without one, it would go on in that of the moment in which it was made. */
export const dateFormat = keep<Intl.DateTimeFormat, Intl.DateTimeFormatOptions & { timeZone: string }>(
  Intl.DateTimeFormat,
);
export const numberFormat = keep<Intl.NumberFormat, Intl.NumberFormatOptions>(Intl.NumberFormat);
export const relativeTimeFormat = keep<Intl.RelativeTimeFormat, Intl.RelativeTimeFormatOptions>(
  Intl.RelativeTimeFormat,
);
