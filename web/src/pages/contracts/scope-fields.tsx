import { useId, useState } from 'react'
import type { components } from '../../api/schema'
import { wayWords } from '../../lib/words'
import { Button } from '../../ui/button'
import { Checkbox, TextField } from '../../ui/field'

type ScopeEntry = components['schemas']['ScopeEntry']

const t = {
  legend: (n: number) => `${n}つ目の情報`,
  information: '情報の種類',
  informationHelp: '「情報資産」に登録した種類と同じことばにします。',
  range: '範囲',
  rangeHelp: '例：令和8年度分の対象世帯',
  ways: '渡し方・使い方',
  remove: 'この情報を外す',
  all: '渡してよい情報',
  add: '情報を加える',
}

const WAYS = Object.keys(wayWords) as ScopeEntry['ways']

/** One line of what the contract opens: kind of information × range × ways. */
function ScopeFields({
  number,
  entry,
  informations,
  onChange,
  onRemove,
}: {
  number: number
  entry: ScopeEntry
  informations: string[]
  onChange: (entry: ScopeEntry) => void
  onRemove: (() => void) | undefined
}) {
  const list = useId()
  return (
    <fieldset className="grid gap-4 rounded-8 border border-solid-gray-420 p-4">
      <legend className="px-1 font-bold">{t.legend(number)}</legend>
      <TextField
        label={t.information}
        help={t.informationHelp}
        required
        list={list}
        value={entry.information}
        onValue={(information) => onChange({ ...entry, information })}
      />
      <datalist id={list}>
        {informations.map((i) => (
          <option key={i} value={i} />
        ))}
      </datalist>
      <TextField
        label={t.range}
        help={t.rangeHelp}
        required
        value={entry.range}
        onValue={(range) => onChange({ ...entry, range })}
      />
      <fieldset>
        <legend className="font-bold">{t.ways}</legend>
        {WAYS.map((way) => (
          <Checkbox
            key={way}
            label={wayWords[way]}
            checked={entry.ways.includes(way)}
            onChecked={(on) =>
              onChange({ ...entry, ways: on ? [...entry.ways, way] : entry.ways.filter((w) => w !== way) })
            }
          />
        ))}
      </fieldset>
      {onRemove && (
        <div>
          <Button look="quiet" onClick={onRemove}>
            {t.remove}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

const empty: ScopeEntry = { information: '', range: '', ways: ['service_transfer'] }

/** Whether each line says all three. */
export const scopeIsWhole = (scope: ScopeEntry[]) =>
  scope.length > 0 && scope.every((s) => s.information.trim() !== '' && s.range.trim() !== '' && s.ways.length > 0)

/** All that the contract opens: at least one line. */
export function ScopeList({
  scope,
  informations,
  error,
  onChange,
}: {
  scope: ScopeEntry[]
  informations: string[]
  error: string | undefined
  onChange: (scope: ScopeEntry[]) => void
}) {
  const [rows, setRows] = useState(scope.map((_, i) => i)) // names that stay when a line above goes
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-bold">{t.all}</legend>
      {error && (
        <p id="scope" tabIndex={-1} className="text-error-2">
          {error}
        </p>
      )}
      {scope.map((entry, i) => (
        <ScopeFields
          key={rows[i] ?? i}
          number={i + 1}
          entry={entry}
          informations={informations}
          onChange={(next) => onChange(scope.map((s, j) => (j === i ? next : s)))}
          onRemove={
            scope.length > 1
              ? () => {
                  setRows(rows.filter((_, j) => j !== i))
                  onChange(scope.filter((_, j) => j !== i))
                }
              : undefined
          }
        />
      ))}
      <div>
        <Button
          look="secondary"
          onClick={() => {
            setRows([...rows, Math.max(0, ...rows) + 1])
            onChange([...scope, empty])
          }}
        >
          {t.add}
        </Button>
      </div>
    </fieldset>
  )
}
