// Small drawings of our own; always beside words, so they are hidden from screen readers.
const paths = {
  check: 'M5 12.5 10 17.5 19.5 7',
  cross: 'M6 6 18 18M18 6 6 18',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  home: 'M3 11.5 12 4l9 7.5M6 10v10h12V10M10 20v-6h4v6',
  write: 'M4 20h4L19 9l-4-4L4 16v4ZM13 7l4 4',
  pass: 'M4 6h16M6 10h12M7 6v14M17 6v14',
  hold: 'M4 8h16v12H4ZM4 8l2-4h12l2 4M9 13h6',
  firms: 'M10 3h4v5h-4ZM4 16h4v5H4ZM16 16h4v5h-4ZM12 8v4M6 16v-4h12v4',
  book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3ZM5 17a3 3 0 0 1 3-3h11M9 8h6',
  ledger: 'M5 3h14v18H5ZM9 8h6M9 12h6M9 16h4',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17.5 14.5c2.2.6 3.5 2.5 3.5 5.5',
  look: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21',
  menu: 'M4 7h16M4 12h16M4 17h16',
  info: 'M12 11v6M12 7.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  warn: 'M12 4 2.5 20h19ZM12 10v5M12 17.5v.01',
  stop: 'M8 3h8l5 5v8l-5 5H8l-5-5V8ZM12 8v5M12 16v.01',
  next: 'M9 5l7 7-7 7',
  file: 'M6 3h8l4 4v14H6ZM14 3v4h4',
  out: 'M14 4h5v16h-5M4 12h10M10 8l4 4-4 4',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, className = 'size-6' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'dots' ? 3 : 2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
