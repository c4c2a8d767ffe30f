/** Twenty-four invented people before a phone, as choices for draw-portrait.ts: six skins in different light, cloth, age and distance. */

/** From the lightest to the darkest. */
export const skins = ['#f1cdb2', '#e0b08a', '#c68e63', '#a06a43', '#74482c', '#4b2d1e'] as const

export type Hair = 'none' | 'short' | 'crop' | 'long' | 'bun' | 'curls' | 'afro' | 'braids' | 'wisps' | 'bob'
export type Cover = 'hijab' | 'shayla' | 'turban' | 'kippah' | 'taqiyah' | 'wrap' | 'bandage' | 'soft_cap' | 'mitpachat'
export type Wall = 'plain' | 'panels' | 'brick' | 'shelf' | 'curtain' | 'tiles' | 'door'

export interface Portrait {
  name: string
  /** Into `skins`. */
  skin: 0 | 1 | 2 | 3 | 4 | 5
  hair: Hair
  hairColour: string
  cover?: Cover
  coverColour?: string
  cloth: string
  collar: 'round' | 'shirt' | 'open' | 'high'
  wall: Wall
  wallColour: string
  eyes?: string
  glasses?: 'clear' | 'tinted' | 'round'
  beard?: 'full' | 'short' | 'grey' | 'moustache'
  baby?: true
  older?: true
  /** Further away and lower in the picture, before the chair's back. */
  wheelchair?: true
  /** Where the light comes from, −1 left to 1 right, and its colour. */
  side: number
  tint: 'day' | 'warm' | 'cool'
  /** How much of good light there is, 1 all of it. */
  light: number
  lips?: string
}

const day = { side: -0.6, tint: 'day', light: 1 } as const
export const portraits: readonly Portrait[] = [
  { ...day, name: 'light-bob', skin: 0, hair: 'bob', hairColour: '#a8763e', cloth: '#3f5d7a', collar: 'round', wall: 'plain', wallColour: '#cfd5d6', eyes: '#5d7a86' },
  { ...day, name: 'light-glasses', skin: 0, hair: 'short', hairColour: '#5b4130', cloth: '#56624c', collar: 'shirt', wall: 'panels', wallColour: '#b9a88f', glasses: 'clear', side: 0.7, tint: 'warm' },
  { ...day, name: 'light-headscarf', skin: 0, hair: 'none', hairColour: '#6b4a30', cover: 'hijab', coverColour: '#6c7fa0', cloth: '#42506b', collar: 'high', wall: 'plain', wallColour: '#e0dcd2', eyes: '#6a7b52', light: 0.6 },
  { ...day, name: 'light-older', skin: 0, hair: 'wisps', hairColour: '#d9d8d4', cloth: '#6d4a55', collar: 'shirt', wall: 'curtain', wallColour: '#8fa39b', glasses: 'round', older: true, tint: 'warm', eyes: '#6f8796' },
  { ...day, name: 'fair-baby', skin: 1, hair: 'wisps', hairColour: '#7a5636', cloth: '#d8c27a', collar: 'round', wall: 'plain', wallColour: '#dfe5e2', baby: true, side: 0.3 },
  { ...day, name: 'fair-long', skin: 1, hair: 'long', hairColour: '#1c1512', cloth: '#75507c', collar: 'open', wall: 'tiles', wallColour: '#c3d0d3', glasses: 'round', side: 0.5 },
  { ...day, name: 'fair-kippah', skin: 1, hair: 'short', hairColour: '#3d2a1d', cover: 'kippah', coverColour: '#27406b', cloth: '#e3e3df', collar: 'shirt', wall: 'shelf', wallColour: '#6d5844', beard: 'short', tint: 'warm' },
  { ...day, name: 'fair-soft-cap', skin: 1, hair: 'none', hairColour: '#54402f', cover: 'soft_cap', coverColour: '#b6788c', cloth: '#7d8b93', collar: 'round', wall: 'plain', wallColour: '#c9c2b6', eyes: '#7d6a3f', light: 0.65 },
  { ...day, name: 'tan-turban', skin: 2, hair: 'none', hairColour: '#1b1411', cover: 'turban', coverColour: '#c2662d', cloth: '#33475b', collar: 'high', wall: 'plain', wallColour: '#d6dadd', beard: 'full', side: 0.6 },
  { ...day, name: 'tan-wheelchair', skin: 2, hair: 'bun', hairColour: '#2a1b14', cloth: '#b14a45', collar: 'open', wall: 'door', wallColour: '#8a9aa0', wheelchair: true },
  { ...day, name: 'tan-curls', skin: 2, hair: 'curls', hairColour: '#33221a', cloth: '#2f7074', collar: 'round', wall: 'brick', wallColour: '#a5644c', side: 0.7, light: 0.7 },
  { ...day, name: 'tan-older-scarf', skin: 2, hair: 'none', hairColour: '#8d8a86', cover: 'mitpachat', coverColour: '#3c6a5d', cloth: '#5a3d46', collar: 'round', wall: 'curtain', wallColour: '#c4a67c', older: true, tint: 'warm' },
  { ...day, name: 'brown-headscarf', skin: 3, hair: 'none', hairColour: '#1b1310', cover: 'shayla', coverColour: '#22252b', cloth: '#22252b', collar: 'high', wall: 'plain', wallColour: '#d9d4ca', side: 0.4 },
  { ...day, name: 'brown-tinted', skin: 3, hair: 'crop', hairColour: '#191311', cloth: '#80683f', collar: 'shirt', wall: 'tiles', wallColour: '#aebfc4', glasses: 'tinted', beard: 'moustache', light: 0.7 },
  { ...day, name: 'brown-baby', skin: 3, hair: 'wisps', hairColour: '#1d1512', cloth: '#8fb5bd', collar: 'round', wall: 'curtain', wallColour: '#cfc4b0', baby: true, tint: 'warm', side: 0.4 },
  { ...day, name: 'brown-bandage', skin: 3, hair: 'crop', hairColour: '#17110f', cover: 'bandage', coverColour: '#dcd8cd', cloth: '#52718c', collar: 'open', wall: 'plain', wallColour: '#a9b8b4', side: 0.5 },
  { ...day, name: 'dark-afro', skin: 4, hair: 'afro', hairColour: '#16100e', cloth: '#d1a13f', collar: 'round', wall: 'plain', wallColour: '#dbe0e2' },
  { ...day, name: 'dark-taqiyah', skin: 4, hair: 'crop', hairColour: '#120d0b', cover: 'taqiyah', coverColour: '#e2ddd0', cloth: '#c7cfd2', collar: 'high', wall: 'panels', wallColour: '#7d6650', beard: 'grey', older: true, side: 0.6 },
  { ...day, name: 'dark-wrap', skin: 4, hair: 'none', hairColour: '#120d0b', cover: 'wrap', coverColour: '#a83a5c', cloth: '#2f6d63', collar: 'open', wall: 'plain', wallColour: '#c6bca8', tint: 'warm' },
  { ...day, name: 'dark-glasses', skin: 4, hair: 'braids', hairColour: '#1a1210', cloth: '#3b4f83', collar: 'shirt', wall: 'shelf', wallColour: '#5c6a6d', glasses: 'clear', side: 0.5, light: 0.75 },
  { ...day, name: 'deep-shirt', skin: 5, hair: 'crop', hairColour: '#0f0b0a', cloth: '#e7e4dc', collar: 'shirt', wall: 'plain', wallColour: '#e4e6e6', side: 0.5 },
  { ...day, name: 'deep-headscarf', skin: 5, hair: 'none', hairColour: '#0f0b0a', cover: 'hijab', coverColour: '#c9a24f', cloth: '#3c4a40', collar: 'high', wall: 'door', wallColour: '#6d7d8c', tint: 'cool' },
  { ...day, name: 'deep-dark-wall', skin: 5, hair: 'short', hairColour: '#0f0b0a', cloth: '#23262e', collar: 'round', wall: 'panels', wallColour: '#3a322c', beard: 'short', light: 0.8 },
  { ...day, name: 'deep-wheelchair', skin: 5, hair: 'braids', hairColour: '#140e0c', cloth: '#8c4f9a', collar: 'open', wall: 'brick', wallColour: '#b9a491', wheelchair: true, older: true, glasses: 'round', side: 0.5 },
]

/** What can be wrong, each on a skin on which the other mistake would be made: light skin in the dark, dark skin against a window. */
export const poor = [
  { of: 'light-bob', how: 'dark', advice: 'dark' },
  { of: 'dark-taqiyah', how: 'dark', advice: 'dark' },
  { of: 'light-headscarf', how: 'window', advice: 'back' },
  { of: 'deep-shirt', how: 'window', advice: 'back' },
  { of: 'tan-curls', how: 'moved', advice: 'blur' },
  { of: 'deep-headscarf', how: 'moved', advice: 'blur' },
  { of: 'dark-glasses', how: 'lamp', advice: 'glare' },
] as const
export type How = 'well' | (typeof poor)[number]['how']
