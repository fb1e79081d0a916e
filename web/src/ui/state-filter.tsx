import { useSearchParams } from 'react-router'
import { Select } from './field'

/** Which states a list shows, kept in ?state=: what is open unless another is chosen. */
export function StateFilter({
  label,
  open,
  all,
  words,
}: {
  label: string
  open: string
  all: string
  words: Record<string, string>
}) {
  const [search, setSearch] = useSearchParams()
  return (
    <div className="mb-6 max-w-80">
      <Select
        label={label}
        bare
        empty=""
        value={search.get('state') ?? 'open'}
        onValue={(next) => {
          const to = new URLSearchParams(search)
          if (next === 'open') to.delete('state')
          else to.set('state', next)
          setSearch(to)
        }}
        options={[
          { value: 'open', label: open },
          { value: 'all', label: all },
          ...Object.entries(words).map(([value, name]) => ({ value, label: name })),
        ]}
      />
    </div>
  )
}
