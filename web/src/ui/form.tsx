import type { ReactNode } from 'react'
import type { ApiError } from '../api/client'
import { Button, ButtonRow } from './button'
import { ErrorSummary, type FieldFault } from './error-summary'
import { ErrorNotice } from './notice'

const t = { cancel: 'やめる' }

interface FormProps {
  id: string
  title: string
  faults: FieldFault[]
  turn: number
  error: ApiError | undefined
  busy: boolean
  submit: string
  onSubmit: () => void
  onCancel?: () => void
  children: ReactNode
}

/** A boxed form with its heading, the summary of what is wrong, and its buttons. */
export function BoxForm(props: FormProps) {
  return (
    <form
      noValidate
      aria-labelledby={props.id}
      className="mb-8 grid max-w-3xl gap-6 rounded-12 border border-solid-gray-536 p-5 max-sm:p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!props.busy) props.onSubmit()
      }}
    >
      <h2 id={props.id} className="text-std-20B-150">
        {props.title}
      </h2>
      <ErrorSummary faults={props.faults} turn={props.turn} />
      {props.children}
      <ErrorNotice error={props.error} />
      <ButtonRow>
        <Button type="submit" busy={props.busy}>
          {props.submit}
        </Button>
        {props.onCancel && (
          <Button look="secondary" onClick={props.onCancel}>
            {t.cancel}
          </Button>
        )}
      </ButtonRow>
    </form>
  )
}
