/** Words with which somebody is told to show more of themselves than they do. None of them stands on the photo screen, in any language. */
export const uncovering: Record<'en' | 'es' | 'ar', RegExp> = {
  en: /\b(uncover|remove|take (it |them |your .* )?off|without (a |your |the )?(hat|cap|scarf|head|glasses|cover)|no (hats?|caps?|scar(f|ves)|glasses|head)|bare|unveil|pull back|push back|lift your|show your (hair|ears))/i,
  es: /(quít|quitar|quite(se)?\b|descúbr|descubr|destáp|destap|retire|sin (gorr|gafas|lentes|anteojos|velo|pañuelo|sombrero|nada en la cabeza)|levante el velo|muestre (el pelo|las orejas))/i,
  ar: /(اخلع|انزع|اكشف|كشف|أزل|إزالة|ارفع الحجاب|بدون (غطاء|حجاب|نظار|قبع)|بلا (غطاء|حجاب|نظار|قبع)|أظهر (شعرك|أذنيك))/,
}
