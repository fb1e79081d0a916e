// Between the shapes of the API and the import of inspect: meanings of columns, layouts, reports. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/api_datasets.h"
#include "base/error.h"
#include "inspect/dataset_import.h"
#include "store/records.h"

namespace sekisho::app {

std::string meaning_ja(std::string_view code);  // 宛名番号; 使わない
std::vector<api::DatasetMeaning> all_meanings();
// Errors: invalid_input with the field.
Result<inspect::ImportOptions> import_options(const api::DatasetCheckInput& input);
// Into the view of the file.
void show(const inspect::ImportReport& report, api::DatasetFileView& view);
// Where the columns are still to be told: as they were asked for, else as their words suggest.
void show_headings(const std::vector<std::string>& headings, const api::DatasetCheckInput& input,
                   api::DatasetFileView& view);
std::vector<store::DatasetColumn> used_columns(const inspect::ImportReport& report);
// With the columns, unit and layout of a dataset whose next extract it is.
api::DatasetCheckInput input_like(const store::DatasetRecord& record);

}  // namespace sekisho::app
