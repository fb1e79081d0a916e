import type { Tone } from '../../ui/data'
import type { RosterChange, RosterState } from '../../api/types'

export const stateWords: Record<RosterState, string> = {
  waiting: '本人確認を待っています',
  confirmed: '確かめました',
  refused: '差し戻されました',
  superseded: '新しい名簿があります',
}
export const stateTones: Record<RosterState, Tone> = {
  waiting: 'yellow',
  confirmed: 'green',
  refused: 'red',
  superseded: 'gray',
}
export const changeWords: Record<RosterChange, string> = {
  came: '新しい人',
  changed: '変わったところがある人',
  unchanged: '変わらない人',
  left: '名簿から外れる人',
}
export const changeTones: Record<RosterChange, Tone> = {
  came: 'yellow',
  changed: 'blue',
  unchanged: 'gray',
  left: 'red',
}
export const newRoster = (engagement: string, contractor: string): string =>
  `/rosters/new?engagement=${engagement}&contractor=${contractor}`
