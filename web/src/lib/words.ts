// The words of the field as people read them; one table for each list of the API. A later language adds a column.
import type { components } from '../api/schema'

type S = components['schemas']

export const roleWords: Record<S['Role'], string> = {
  ciso: '最高情報セキュリティ責任者（CISO）',
  supervising_officer: '統括情報セキュリティ責任者',
  department_officer: '情報セキュリティ責任者（部局長）',
  section_manager: '情報セキュリティ管理者（課長）',
  system_administrator: '情報システム管理者',
  officer: '職員',
  auditor: '監査担当',
  reception: '受付',
  administrator: 'この仕組みの運用担当',
  contractor_manager: '委託事業者の責任者',
  worker: '従事者',
}

export const kindWords: Record<S['PassageKind'], string> = {
  receive: '受け渡し',
  carry_out: '持ち出し',
  copy: '複製',
  bring_in: '持ち込み',
  return_data: '返却',
  dispose: '廃棄',
  enter: '入室',
}

export const stateWords: Record<S['PassageState'], string> = {
  draft: '作成中',
  submitted: '承認待ち',
  approved: '受け取り待ち',
  received: '預かり中',
  closed: '完了',
  rejected: '却下',
  withdrawn: '取り下げ',
  expired: '期限切れ',
}

export const inspectionWords: Record<S['InspectionState'], string> = {
  absent: 'ファイルがまだありません',
  uploading: '送っている途中です',
  waiting: '検査の順番を待っています',
  running: '中身を検査しています',
  clean: '検査が終わりました。住民のデータは見つかりませんでした',
  production_data: '検査が終わりました。住民のデータ（本番データ）が見つかりました',
  unreadable: '中身を確かめられませんでした',
}

export const custodyWords: Record<S['CustodyState'], string> = {
  held: '預かり中',
  return_declared: '返却の確認待ち',
  erasing: '消去中',
  returned: '返却ずみ',
  erased: '消去ずみ',
}

export const wayWords: Record<S['AccessWay'], string> = {
  service_transfer: 'この仕組みを通して渡す',
  physical_medium: '記録媒体に入れて、専用の輸送で運ぶ',
  on_site: '庁内で作業する',
  remote_access: '離れた場所からつないで使う',
}

export const consentWords: Record<S['ConsentState'], string> = {
  none: '承諾なし',
  applied: '承諾の申請中',
  consented: '承諾ずみ',
  refused: '承諾しなかった',
  withdrawn: '承諾を取り消した',
}

export const confidentialityWords: Record<S['Confidentiality'], string> = {
  c3a: '機密性3A',
  c3b: '機密性3B',
  c3c: '機密性3C',
  c3: '機密性3',
  c2: '機密性2',
  c1: '機密性1',
}

export const sheetStateWords: Record<S['SheetState'], string> = {
  draft: '会社が記入中',
  submitted: '団体の確認待ち',
  sent_back: '差し戻し',
  confirmed: '確認ずみ',
}

export const sheetAnswerWords: Record<S['SheetAnswer'], string> = {
  yes: 'はい',
  no: 'いいえ',
  not_applicable: '該当なし',
}

export const observedWords: Record<S['ObservedState'], string> = {
  agrees: '答えと合っています',
  differs: '答えと食い違います',
  nothing_seen: '記録はまだありません',
}

export const findingStateWords: Record<S['FindingState'], string> = {
  opened: '指摘したところ',
  demanded: '改善を求めている',
  reported: '改善の報告あり（確認待ち）',
  closed: '改善を確認ずみ',
}

export const findingSourceWords: Record<S['FindingSource'], string> = {
  sheet: 'チェックシートの答え',
  record: 'この仕組みの記録',
  inspection: '現地の確認',
  audit: '監査',
}

export const dutyWords: Record<S['DutyKind'], string> = {
  decide_application: '承認するかどうかを決める',
  give_receipt: '受領証を出す',
  return_or_erase: '返却または消去する',
  confirm_return: '返却を確かめる',
  answer_sheet: 'チェックシートを出す',
  confirm_sheet: 'チェックシートを確かめる',
  renew_sheet: '年1回のチェックシートを出す',
  demand_improvement: '改善を求める',
  report_improvement: '改善を報告する',
  confirm_improvement: '改善を確かめる',
}

export const clauseKindWords: Record<S['ClauseKind'], string> = {
  gate: '止める',
  duty: '促す',
  record: '残す',
  report: 'まとめる',
  guide: '知らせる',
  fact: '起きたこと',
}

export const clauseGroupWords: Record<string, string> = {
  A: '決まりのもとになった事故',
  S: '実態調査',
  R: '国の対応',
  G: 'ガイドラインの改定',
  C: '委託先チェックシート',
  T: '技術的な対策',
  E: '職員が知っておくこと',
}

export const actWords: Record<S['Act'], string> = {
  draft_passage: '申請を書き始める',
  change_passage: '申請を直す',
  upload_content: 'ファイルを送る',
  submit_passage: '申請する',
  approve_passage: '承認する',
  reject_passage: '却下する',
  withdraw_passage: '申請を取り下げる',
  download_content: 'ファイルを受け取る',
  give_receipt: '受領証を出す',
  declare_copy: '複製を届け出る',
  declare_return: '返却を届け出る',
  confirm_return: '返却を確かめる',
  erase_custody: '消去する',
  export_medium: '記録媒体に書き出す',
  register_section: '課を登録する',
  register_officer: '職員を登録する',
  register_asset: '情報資産を登録する',
  register_contractor: '委託事業者を登録する',
  register_engagement: '委託契約を登録する',
  apply_sub_contract: '再委託の承諾を申請する',
  consent_sub_contract: '再委託について決める',
  withdraw_consent: '再委託の承諾を取り消す',
  register_worker: '従事者を登録する',
  submit_roster: '名簿を出す',
  confirm_roster: '名簿を確かめる',
  record_training: '研修を記録する',
  create_account: '利用者を登録する',
  close_account: '利用者を止める',
  reset_account: 'サインインをやり直してもらう',
  import_register: '住民の台帳を取り込む',
  export_evidence: '証拠を書き出す',
  import_records: '一覧をまとめて取り込む',
  export_records: '一覧を書き出す',
  answer_sheet: 'チェックシートに答える',
  submit_sheet: 'チェックシートを出す',
  review_sheet: 'チェックシートを見る、差し戻す',
  confirm_sheet: 'チェックシートを確認する',
  change_sheet_lines: '独自の項目を決める',
  open_finding: '指摘する',
  demand_improvement: '改善を求める',
  report_improvement: '改善を報告する',
  close_finding: '指摘を終わりにする',
}

/** A word of the API that is not in the table yet is shown as it is, rather than as nothing. */
export const word = (table: Record<string, string>, key: string): string => table[key] ?? key
