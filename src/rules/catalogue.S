/* The clause catalogue as it stands in catalogue.json, byte by byte. */
    .section .rodata.sekisho_catalogue, "a", @progbits
    .global sekisho_catalogue_begin
    .global sekisho_catalogue_end
    .type sekisho_catalogue_begin, @object
    .type sekisho_catalogue_end, @object
sekisho_catalogue_begin:
    .incbin "catalogue.json"
sekisho_catalogue_end:
    .byte 0
    .section .note.GNU-stack, "", @progbits
