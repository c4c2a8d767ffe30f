/** The machines of the story, drawn by us: what the walls of this product are made of. */
import { Icon } from './icon.tsx'

export const PhoneSign = () => (
  <Icon>
    <rect x="6.5" y="2.5" width="11" height="19" rx="2.5" />
    <path d="M10.5 18.5h3" />
  </Icon>
)

export const DeskSign = () => (
  <Icon>
    <rect x="3.5" y="4" width="17" height="11" rx="1.5" />
    <path d="M12 15v3.5M8 20.5h8M12 18.5l-4 2M12 18.5l4 2" />
  </Icon>
)

export const ServerSign = () => (
  <Icon>
    <rect x="3.5" y="4" width="17" height="7" rx="1.5" />
    <rect x="3.5" y="13" width="17" height="7" rx="1.5" />
    <path d="M7 7.5h.1M7 16.5h.1M11 7.5h6M11 16.5h6" />
  </Icon>
)

export const CardSign = () => (
  <Icon>
    <rect x="2.5" y="5" width="19" height="14" rx="2" />
    <circle cx="8" cy="10.5" r="2" />
    <path d="M5 16c.4-1.8 1.5-2.7 3-2.700s2.6.9 3 2.700M14 10h4.5M14 14h4.5" />
  </Icon>
)

export const CodeSign = () => (
  <Icon>
    <path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 17.5H20V20h-2.5zM20 14v.1M14 20v.1" />
  </Icon>
)
