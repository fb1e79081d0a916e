/* The ministry's forms of the check sheet as they stand in check_sheet.json, byte by byte. */
    .section .rodata.sekisho_check_sheet, "a", @progbits
    .global sekisho_check_sheet_begin
    .global sekisho_check_sheet_end
    .type sekisho_check_sheet_begin, @object
    .type sekisho_check_sheet_end, @object
sekisho_check_sheet_begin:
    .incbin "check_sheet.json"
sekisho_check_sheet_end:
    .byte 0
    .section .note.GNU-stack, "", @progbits
