import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { longDay } from '../lib/dates'
import { Icon } from './icons'

const t = { required: '必須', optional: '任意', choose: '選んでください' }

interface FieldProps {
  label: ReactNode
  /** Help below the label, before the field. */
  help?: ReactNode
  error?: string | undefined
  required?: boolean
  /** Neither 必須 nor 任意 beside the label. */
  bare?: boolean
}

function Frame({ id, label, help, error, required, bare, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-bold">
        {label}
        {!bare && <Mark required={required ?? false} />}
      </label>
      {help && (
        <div id={`${id}-help`} className="text-solid-gray-700">
          {help}
        </div>
      )}
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

function Mark({ required }: { required: boolean }) {
  return (
    <span className={`ml-2 text-sm font-normal ${required ? 'text-error-2' : 'text-solid-gray-700'}`}>
      ※{required ? t.required : t.optional}
    </span>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1 text-error-2">
      <Icon name="warn" className="mt-1 size-5" />
      <span>{children}</span>
    </p>
  )
}

const box = (error: string | undefined) =>
  `min-h-12 w-full rounded-8 border bg-white px-4 py-2.5 text-solid-gray-800 hover:border-black disabled:bg-solid-gray-50 disabled:text-solid-gray-600 ${
    error ? 'border-2 border-error-1' : 'border-solid-gray-600'
  }`

const described = (id: string, help: ReactNode, error: string | undefined) =>
  [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

type Native<E> = Omit<E, 'onChange' | 'required' | 'value' | 'id'>
interface Bound {
  value: string
  onValue: (value: string) => void
  /** Also the target of the error summary's links. */
  id?: string
}

export function TextField({
  label,
  help,
  error,
  required,
  bare,
  value,
  onValue,
  id,
  className = '',
  ...rest
}: FieldProps & Bound & Native<InputHTMLAttributes<HTMLInputElement>>) {
  const own = useId()
  const key = id ?? own
  return (
    <Frame id={key} label={label} help={help} error={error} required={required ?? false} bare={bare ?? false}>
      <input
        {...rest}
        id={key}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(key, help, error)}
        className={`${box(error)} ${className}`}
      />
    </Frame>
  )
}

/** A day, with the Japanese era below it once it is chosen. */
export function DateField({ value, ...rest }: FieldProps & Bound & { min?: string; max?: string }) {
  return (
    <div className="grid content-start gap-1">
      <TextField {...rest} value={value} type="date" className="max-w-60" />
      <p className="text-solid-gray-700" aria-live="polite">
        {value && longDay(value)}
      </p>
    </div>
  )
}

export function TextArea({
  label,
  help,
  error,
  required,
  value,
  onValue,
  id,
  rows = 3,
  ...rest
}: FieldProps & Bound & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const own = useId()
  const key = id ?? own
  return (
    <Frame id={key} label={label} help={help} error={error} required={required ?? false}>
      <textarea
        {...rest}
        id={key}
        rows={rows}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(key, help, error)}
        className={box(error)}
      />
    </Frame>
  )
}

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

export function Select({
  label,
  help,
  error,
  required,
  bare,
  value,
  onValue,
  id,
  options,
  empty = t.choose,
  ...rest
}: FieldProps & Bound & { options: Option[]; empty?: string } & Native<SelectHTMLAttributes<HTMLSelectElement>>) {
  const own = useId()
  const key = id ?? own
  return (
    <Frame id={key} label={label} help={help} error={error} required={required ?? false} bare={bare ?? false}>
      <select
        {...rest}
        id={key}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(key, help, error)}
        className={`${box(error)} cursor-pointer`}
      >
        {empty !== '' && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export function Checkbox({
  label,
  help,
  checked,
  onChecked,
  id,
  error,
}: {
  label: ReactNode
  help?: ReactNode
  checked: boolean
  onChecked: (checked: boolean) => void
  id?: string
  error?: string | undefined
}) {
  const own = useId()
  const key = id ?? own
  return (
    <div>
      <div className="flex gap-3">
        <input
          id={key}
          type="checkbox"
          checked={checked}
          onChange={(e) => onChecked(e.target.checked)}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(key, help, error)}
          className="mt-2.5 size-6 shrink-0 accent-key-900"
        />
        <div className="min-w-0 grow">
          <label htmlFor={key} className="flex min-h-11 items-center">
            {label}
          </label>
          {help && (
            <div id={`${key}-help`} className="text-solid-gray-700">
              {help}
            </div>
          )}
        </div>
      </div>
      {error && <FieldError id={`${key}-error`}>{error}</FieldError>}
    </div>
  )
}

export interface Choice {
  value: string
  label: ReactNode
  help?: ReactNode
  disabled?: boolean
}

/** One of several, each a large row. */
export function Choices({
  legend,
  help,
  error,
  required = false,
  name,
  value,
  onValue,
  choices,
  id,
}: {
  legend: ReactNode
  help?: ReactNode
  error?: string | undefined
  required?: boolean
  name: string
  value: string
  onValue: (value: string) => void
  choices: Choice[]
  id?: string
}) {
  const own = useId()
  const key = id ?? own
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={described(key, help, error)}>
      <legend className="mb-1.5 font-bold">
        {legend}
        <Mark required={required} />
      </legend>
      {help && (
        <div id={`${key}-help`} className="text-solid-gray-700">
          {help}
        </div>
      )}
      <div className="grid gap-2">
        {choices.map((choice, i) => (
          <label
            key={choice.value}
            htmlFor={i === 0 ? key : `${key}-${i}`}
            className={`flex min-h-12 gap-3 rounded-8 border px-4 py-2.5 ${
              choice.value === value
                ? 'border-2 border-key-900 bg-key-50'
                : 'border-solid-gray-420 hover:bg-solid-gray-50'
            } ${choice.disabled ? 'bg-solid-gray-50' : ''}`}
          >
            <input
              id={i === 0 ? key : `${key}-${i}`}
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onValue(choice.value)}
              className="mt-0.5 size-6 shrink-0 accent-key-900"
            />
            <span className="min-w-0 grow">
              <span className="block font-bold">{choice.label}</span>
              {choice.help && <span className="block text-solid-gray-700">{choice.help}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${key}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
