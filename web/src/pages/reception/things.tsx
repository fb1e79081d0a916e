import type { ThingView } from '../../api/types'
import { thingWords } from '../../lib/words'
import { Checkbox, TextField } from '../../ui/field'

/** PCs and media, each with its serial number to be compared with what lies on the desk. */
export function Things({
  legend,
  help,
  list,
  chosen,
  onChosen,
  days,
  onDays,
}: {
  legend: string
  help: string
  list: ThingView[]
  chosen: string[]
  onChosen: (ids: string[]) => void
  days?: Record<string, string>
  onDays?: (days: Record<string, string>) => void
}) {
  return (
    <fieldset className="grid gap-2">
      <legend className="font-bold">{legend}</legend>
      <p className="text-solid-gray-700">{help}</p>
      {list.map((thing) => (
        <div key={thing.id} className="rounded-8 border border-solid-gray-420 px-3 py-1">
          <Checkbox
            label={
              <span>
                {thingWords[thing.kind]}　{thing.maker}　<span className="font-mono font-bold">{thing.serial}</span>
                {thing.stays && <span className="block text-sm">区域に残す承認があります</span>}
              </span>
            }
            checked={chosen.includes(thing.id)}
            onChecked={(on) => onChosen(on ? [...chosen, thing.id] : chosen.filter((id) => id !== thing.id))}
          />
          {onDays && thing.kind === 'pc' && chosen.includes(thing.id) && (
            <div className="pb-2">
              <TextField
                label={`${thing.antivirus || 'ウイルス対策ソフト'}のパターンファイルの日付（画面で確かめる）`}
                bare
                type="date"
                className="max-w-60"
                value={days?.[thing.id] ?? thing.pattern_day}
                onValue={(day) => onDays({ ...days, [thing.id]: day })}
              />
            </div>
          )}
        </div>
      ))}
    </fieldset>
  )
}
