import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from 'react'
import { Link } from 'react-router'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

const base =
  'inline-flex min-h-12 items-center justify-center gap-2 rounded-8 px-5 py-2 text-center font-bold leading-140 no-underline'
const looks: Record<Look, string> = {
  primary:
    'border border-transparent bg-key-900 text-white hover:bg-key-1000 hover:underline active:bg-key-1200 disabled:bg-solid-gray-300 disabled:text-solid-gray-900',
  secondary:
    'border border-key-900 bg-white text-key-900 hover:bg-key-100 hover:underline active:bg-key-200 disabled:border-solid-gray-420 disabled:text-solid-gray-600',
  quiet:
    'border border-transparent text-key-900 underline underline-offset-4 hover:bg-key-50 hover:decoration-2 active:bg-key-100 disabled:text-solid-gray-600',
  danger:
    'border border-transparent bg-error-2 text-white hover:bg-red-1000 hover:underline active:bg-red-1200 disabled:bg-solid-gray-300 disabled:text-solid-gray-900',
}

export const buttonClass = (look: Look = 'primary', extra = ''): string => `${base} ${looks[look]} ${extra}`

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look
  /** The act is under way: pressing again does nothing, and the words say so. */
  busy?: boolean
  busyText?: string
}

export function Button({
  look = 'primary',
  busy = false,
  busyText = 'お待ちください…',
  className,
  ...rest
}: ButtonProps) {
  const { children, onClick, type = 'button', ...others } = rest
  return (
    <button
      {...others}
      type={type}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClass(look, className)}
    >
      {busy ? busyText : children}
    </button>
  )
}

export function ButtonLink({ look = 'primary', className, ...rest }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link {...rest} className={buttonClass(look, className)} />
}

export const linkClass =
  'text-key-900 underline underline-offset-4 hover:decoration-2 hover:text-key-1000 visited:text-magenta-900'

/** A link within text. */
export function TextLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={`${linkClass} ${className}`} />
}

export function ButtonRow({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <div className={`no-print flex flex-wrap gap-3 max-sm:flex-col ${className}`}>{children}</div>
}
