#include "office.h"
namespace sekisho::formats {
bool read_binary_workbook(Package&, const ZipEntry&) { return true; }
}
