#include "ole_classes.h"

#include <string>
#include <string_view>

namespace sekisho::formats {
namespace {

struct Class {
  std::string_view id;
  NoteCode code;
  std::string_view name;
};

constexpr std::array classes{
    Class{"D7053240-CE69-11CD-A777-00DD01143C57", NoteCode::activex, "CommandButton"},
    Class{"8BD21D10-EC42-11CE-9E0D-00AA006002F3", NoteCode::activex, "TextBox"},
    Class{"8BD21D20-EC42-11CE-9E0D-00AA006002F3", NoteCode::activex, "ListBox"},
    Class{"8BD21D30-EC42-11CE-9E0D-00AA006002F3", NoteCode::activex, "ComboBox"},
    Class{"8BD21D40-EC42-11CE-9E0D-00AA006002F3", NoteCode::activex, "CheckBox"},
    Class{"8BD21D50-EC42-11CE-9E0D-00AA006002F3", NoteCode::activex, "OptionButton"},
    Class{"8BD21D60-EC42-11CE-9E0D-00AA006002F3", NoteCode::activex, "ToggleButton"},
    Class{"978C9E23-D4B0-11CE-BF2D-00AA003F40D0", NoteCode::activex, "Label"},
    Class{"6E182020-F460-11CE-9BCD-00AA00608E01", NoteCode::activex, "Frame"},
    Class{"4C599241-6926-101B-9992-00000B65C6F9", NoteCode::activex, "Image"},
    Class{"D27CDB6E-AE6D-11CF-96B8-444553540000", NoteCode::activex, "Flash"},
    Class{"8856F961-340A-11D0-A96B-00C04FD705A2", NoteCode::activex, "WebBrowser"},
    Class{"0002CE02-0000-0000-C000-000000000046", NoteCode::ole_object, "Equation Editor"},
    Class{"0004A6B0-0000-0000-C000-000000000046", NoteCode::ole_object, "Equation Editor"},
    Class{"25336920-03F9-11CF-8FD0-00AA00686F13", NoteCode::remote_template, "htmlfile"},
    Class{"06290BD2-48AA-11D2-8432-006008C3FBFC", NoteCode::remote_template, "scriptletfile"},
    Class{"F20DA720-C02F-11CE-927B-0800095AE340", NoteCode::ole_package, ""},
    Class{"0003000C-0000-0000-C000-000000000046", NoteCode::ole_package, ""},
    Class{"000C1082-0000-0000-C000-000000000046", NoteCode::executable, "Windows Installer"},
    Class{"000C1084-0000-0000-C000-000000000046", NoteCode::executable, "Windows Installer"},
    Class{"000C1086-0000-0000-C000-000000000046", NoteCode::executable, "Windows Installer"},
};

}  // namespace

std::optional<Note> note_of_class(const std::array<std::uint8_t, 16>& id) {
  // The first three groups are numbers, so their bytes lie the other way round.
  constexpr std::array<std::uint8_t, 16> order{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[id[order[i]] >> 4];
    text += digits[id[order[i]] & 15];
  }
  for (const Class& one : classes)
    if (one.id == text) return Note{one.code, std::string(one.name)};
  return std::nullopt;
}

}  // namespace sekisho::formats
