import type { ReactNode } from 'react'
import { groups } from '../lib/numbers'
import { Button } from './button'

export type Tone = 'plain' | 'blue' | 'green' | 'yellow' | 'red' | 'gray'
const tones: Record<Tone, string> = {
  plain: 'border-solid-gray-600 bg-white text-solid-gray-800',
  blue: 'border-key-900 bg-key-50 text-key-1000',
  green: 'border-success-2 bg-green-50 text-green-1000',
  yellow: 'border-yellow-1000 bg-yellow-50 text-yellow-1200',
  red: 'border-error-2 bg-red-50 text-red-1000',
  gray: 'border-solid-gray-536 bg-solid-gray-50 text-solid-gray-700',
}

/** A short state in words; the colour only repeats it. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`chip inline-flex items-center rounded-16 border px-3 py-0.5 text-sm font-bold ${tones[tone]}`}>
      {children}
    </span>
  )
}

export type FactLine = readonly [label: string, value: ReactNode] | false | undefined | null | ''

/** Label and value, side by side where there is room. Lines that are false are left out. */
export function FactList({ lines }: { lines: FactLine[] }) {
  return (
    <dl className="border-t border-solid-gray-300">
      {lines.map(
        (line) =>
          line && (
            <div
              key={line[0]}
              className="keep-together grid gap-x-4 border-b border-solid-gray-300 py-2.5 sm:grid-cols-[12rem_1fr]"
            >
              <dt className="font-bold">{line[0]}</dt>
              <dd className="min-w-0 whitespace-pre-line">{line[1] === '' ? '―' : line[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

export interface Column<T> {
  header: string
  cell: (row: T) => ReactNode
  /** The cell that names the row. */
  main?: boolean
  number?: boolean
  /** Buttons or chips: they speak for themselves on a narrow screen, and stay whole on a wide one. */
  bare?: boolean
  className?: string
}

/** A table; cards on a narrow screen. The explicit roles keep it a table there too. */
export function DataTable<T>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
}) {
  return (
    <div className="md:overflow-x-auto">
      <table role="table" className="cards w-full border-collapse border-y border-solid-gray-420">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row" className="bg-solid-gray-50 text-left">
            {columns.map((c) => (
              <th
                key={c.header}
                role="columnheader"
                scope="col"
                className={`px-3 py-2.5 text-sm font-bold whitespace-nowrap ${c.number ? 'text-right' : ''}`}
              >
                {c.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" className="border-t border-solid-gray-300 hover:bg-key-50">
              {columns.map((c) =>
                c.main ? (
                  <th
                    key={c.header}
                    role="rowheader"
                    scope="row"
                    className={`px-3 py-3 text-left align-top font-normal ${c.className ?? ''}`}
                  >
                    {c.cell(row)}
                  </th>
                ) : (
                  <td
                    key={c.header}
                    role="cell"
                    {...(c.bare ? {} : { 'data-label': c.header })}
                    className={`px-3 py-3 align-top ${c.number ? 'tabular-nums md:text-right' : ''} ${c.bare ? 'md:whitespace-nowrap' : ''} ${c.className ?? ''}`}
                  >
                    {c.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Under a list: how many are shown, and the button for more. */
export function More({ shown, more, busy }: { shown: number; more: (() => void) | undefined; busy: boolean }) {
  return (
    <div className="mt-4 flex flex-wrap items-center gap-4">
      <p role="status" className="text-solid-gray-700">
        {shown}件を表示しています{more ? '。まだ続きがあります' : '（すべて）'}
      </p>
      {more && (
        <Button look="secondary" onClick={more} busy={busy}>
          続きを表示する
        </Button>
      )}
    </div>
  )
}

/** How far it is, also in words. */
export function Progress({ label, value, detail }: { label: string; value: number; detail?: ReactNode }) {
  return (
    <div>
      <div className="mb-1 flex flex-wrap justify-between gap-x-4">
        <span className="font-bold">{label}</span>
        <span className="tabular-nums">{value}%</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-4 overflow-hidden rounded-full border border-solid-gray-600 bg-white"
      >
        <div className="bar-fill h-full bg-key-900 transition-[width]" style={{ width: `${value}%` }} />
      </div>
      {detail && <div className="mt-1 text-solid-gray-700">{detail}</div>}
    </div>
  )
}

/** 指紋: shown in groups that two people can compare by voice. */
export function Fingerprint({ hex }: { hex: string }) {
  return <span className="font-mono text-sm tracking-normal break-words">{groups(hex)}</span>
}
