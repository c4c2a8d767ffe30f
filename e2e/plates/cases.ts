/** Forty invented people: names as they are, and everything a plate can hold. `npm run plates` draws each on both sides. */
import type { Facts, Lines } from '@latchkey/card/facts.ts'

export interface PlateCase {
  /** Names its pictures. */
  id: string
  name: string
  latin?: string
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  born?: string
  ends?: Facts['ends']
  gender?: Facts['gender']
  address?: string
  contact?: string
  lines?: Lines
  large?: true
  noFace?: true
  veteran?: true
  /** Drawn without the practice stripe, as a real card is. */
  real?: true
  /** Not sealed yet: as the resident sees it before the yes. */
  draft?: true
}

const longest = 'Hubert Maximilian Wolfeschlegelsteinhausenbergerdorff-Oyarzábal de los Ángeles y Gutiérrez del Río Solís'
const fourLines =
  'c/o Shelter of the Good Neighbors\n12345 South Martin Luther King Jr Drive\nBuilding C, Floor 11, Apartment 1104B\nChicago, IL 60600-1234'
const offices = { library: '2 1234 56789 0123', transit: 'CTA 0042 1187 3300', pharmacy: 'Rx plan 77-1029' }
const contact = 'Rosa Hernández Martínez (sister)\n+1 312 555 0100'

export const cases: PlateCase[] = [
  { id: 'one-name', name: 'Amal Haddad', gender: 'F', address: '1200 West Example Avenue, Apt 4\nChicago, IL 60600', contact },
  { id: 'two-surnames', name: 'Ana Lucía Hernández Martínez', gender: 'F', veteran: true, real: true },
  { id: 'hyphen', name: 'María de los Ángeles Fernández-Oyarzábal y Gutiérrez', gender: 'X', contact },
  { id: 'mononym', name: 'Suparmi', real: true },
  { id: 'one-letter', name: 'Ø', gender: 'M', large: true },
  { id: 'very-long', name: longest, address: fourLines },
  { id: 'very-long-large', name: longest, large: true, veteran: true, gender: 'X', ends: null },
  { id: 'longest-word', name: `Nwachukwuemekaobiorah${'nwachukwu'.repeat(9)}okoro`, address: 'W'.repeat(160) },
  { id: 'widest-letters', name: 'WM'.repeat(54), gender: 'M', veteran: true, noFace: true },
  { id: 'accents', name: 'Zoë Çağla Ñúñez-Šimůnková', address: 'Þórsgata 7, Ærøskøbing', gender: 'F' },
  { id: 'polish', name: 'Łucja Święcicka-Dąbrówna', gender: 'F', large: true },
  { id: 'vietnamese', name: 'Nguyễn Thị Hoàng Ánh Tuyết', address: 'Số 7 Đường Trần Hưng Đạo', gender: 'F' },
  { id: 'combining-marks', name: 'Ẹ̀kúndayọ̀ Ọlátúnjí G̃uyra Ỹvoty', noFace: true },
  { id: 'turkish', name: 'İlknur Işıl Güneş', gender: 'F' },
  { id: 'apostrophes', name: 'Siobhán O’Brien-D’Amico Kaʻiulani', real: true },
  {
    id: 'arabic',
    name: 'أمل حداد',
    latin: 'Amal Haddad',
    address: '1200 West Example Avenue\nChicago, IL 60600',
    contact: 'أختي مريم\n+1 312 555 0100',
  },
  {
    id: 'arabic-long',
    name: 'محمد عبد الرحمن بن عبد العزيز آل إبراهيم المقدسي',
    latin: 'Muhammad Abd ar-Rahman bin Abd al-Aziz Al Ibrahim al-Maqdisi',
    gender: 'M',
  },
  { id: 'arabic-marks-large', name: 'مُحَمَّدٌ ٱلطَّيِّبُ', latin: 'Muhammad at-Tayyib', veteran: true, large: true },
  { id: 'persian-joiners', name: 'گل‌آقا شیر‌محمدزاده', latin: 'Gol-Agha Shir-Mohammadzadeh', gender: 'M' },
  { id: 'urdu', name: 'فاطمہ زہرا چوہدری', latin: 'Fatima Zahra Chaudhry', gender: 'F', real: true },
  { id: 'hebrew', name: 'שָׂרָה בן־דוד', latin: 'Sara Ben-David', address: 'רחוב הדוגמה 5' },
  { id: 'chinese', name: '王小明', latin: 'Wang Xiaoming', address: '北京市海淀区中关村大街二十七号院三号楼四单元五〇二室', gender: 'M' },
  { id: 'chinese-rare', name: '欧阳喆瑜', latin: 'Ouyang Zheyu', noFace: true, gender: 'F' },
  {
    id: 'japanese',
    name: '髙橋 さくら',
    latin: 'Takahashi Sakura',
    address: '東京都千代田区丸の内一丁目九番一号 サンプルビルディング十二階',
    large: true,
  },
  { id: 'korean', name: '김민서', latin: 'Kim Minseo', gender: 'F' },
  { id: 'amharic', name: 'ሰላም ተስፋዬ ገብረማርያም', latin: 'Selam Tesfaye Gebremariam', contact: 'ወንድሜ ዳዊት\n+1 312 555 0100' },
  { id: 'tigrinya-large', name: 'ብርሃነ ኣስመላሽ', latin: 'Berhane Asmelash', large: true, gender: 'M' },
  {
    id: 'cyrillic',
    name: 'Олександра Шевчук-Їжакевич',
    latin: 'Oleksandra Shevchuk-Yizhakevych',
    gender: 'F',
    address: 'вул. Прикладна, 5, Львів',
  },
  { id: 'kazakh', name: 'Ғалия Өмірбекқызы', latin: 'Ghaliya Omirbekqyzy', real: true },
  { id: 'greek', name: 'Ευαγγελία Παπαδοπούλου', latin: 'Evangelia Papadopoulou', gender: 'F' },
  { id: 'devanagari', name: 'प्रियंका श्रीवास्तव', latin: 'Priyanka Shrivastava', address: 'उदाहरण मार्ग ५, शिकागो', gender: 'F' },
  { id: 'bengali', name: 'তাসনিম রহমান চৌধুরী', latin: 'Tasnim Rahman Chowdhury' },
  { id: 'tamil', name: 'மீனாட்சி சுப்பிரமணியம்', latin: 'Meenakshi Subramaniam', gender: 'F' },
  { id: 'gurmukhi', name: 'ਹਰਪ੍ਰੀਤ ਕੌਰ', latin: 'Harpreet Kaur', gender: 'F' },
  {
    id: 'thai',
    name: 'สมศักดิ์ ฐิติภูมิธรรม',
    latin: 'Somsak Thitiphumitham',
    address: 'ถนนสุขุมวิทแขวงคลองเตยเหนือเขตวัฒนากรุงเทพมหานคร',
    gender: 'M',
  },
  { id: 'birth-day-unknown', name: 'Halima Warsame Jama', born: '1987-03', gender: 'F' },
  { id: 'year-only', name: 'Անահիտ Արփինե', latin: 'Anahit Arpine', born: '1952', ends: null, large: true },
  { id: 'no-end-no-choice', name: 'Kofi Mensah', ends: null, real: true, noFace: true },
  { id: 'every-line', name: 'Tomás Lindqvist', gender: 'X', veteran: true, address: fourLines, contact, lines: offices },
  { id: 'draft', name: 'Jan de Wit', draft: true, lines: { ...offices, transit: null }, address: '27 Example Street' },
]
