import type { ComponentChildren } from 'preact'

export interface PanelProps {
  title?: ComponentChildren
  /** Level of the title. */
  level?: 2 | 3 | 4
  /** plain: a sheet of paper. good: a promise or a yes. soft: aside. */
  tone?: 'plain' | 'good' | 'soft'
  icon?: ComponentChildren
  id?: string | undefined
  children?: ComponentChildren
}

/** A piece of the page that belongs together. */
export function Panel(props: PanelProps) {
  const { title, level = 2, tone = 'plain', icon, id, children } = props
  const Heading = `h${level}` as 'h2'
  return (
    <section class={`panel panel-${tone}`} id={id}>
      {title && (
        <Heading class="panel-title">
          {icon}
          <span>{title}</span>
        </Heading>
      )}
      {children}
    </section>
  )
}
