#include <doctest/doctest.h>

#include "office_testing.h"

namespace sekisho::formats {
namespace {

using namespace test;
using Rows = std::vector<std::vector<std::string>>;

std::string run(const std::string& text) { return "<w:r><w:t>" + text + "</w:t></w:r>"; }
std::string paragraph(const std::string& inside) { return "<w:p>" + inside + "</w:p>"; }
std::string field(const std::string& code) {
  return "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + code +
         "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("結果") +
         "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
}
std::string code(const std::string& text) { return "<w:r><w:instrText>" + text + "</w:instrText></w:r>"; }

Walked read(const std::string& body) { return walked(document(body).file(), "a.docx"); }

TEST_CASE("paragraphs: runs joined, deleted and inserted text, text boxes and readings beside") {
  const auto seen = read(
      paragraph(run("見本") + "<w:ins>" + run("太") +
                "</w:ins><w:del><w:r><w:delText>消</w:delText></w:r></w:del>" + run("郎")) +
      paragraph(run("前") + "<w:r><w:pict><w:txbxContent>" + paragraph(run("箱の中")) +
                "</w:txbxContent></w:pict></w:r>" + run("後")) +
      paragraph("<w:r><w:ruby><w:rt><w:r><w:t>みほん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>見本</w:t></"
                "w:r></w:rubyBase>"
                "</w:ruby></w:r>" +
                run("町")) +
      paragraph(
          "<w:r><w:drawing><wp:posOffset>12</wp:posOffset><wp:docPr descr='写真の説明'/></w:drawing></w:r>" +
          run("a") + "<w:r><w:tab/><w:t>b</w:t></w:r>"));
  CHECK(seen.text == "見本太消郎\n箱の中\n前後\n見本町\tみほん\n写真の説明\na\tb\n");
  CHECK(seen.notes.empty());
}

TEST_CASE("tables are rows, nested ones before the row around them") {
  const auto cell = [](const std::string& inside) { return "<w:tc>" + inside + "</w:tc>"; };
  const auto seen =
      read("<w:tbl><w:tr>" + cell(paragraph(run("氏名"))) +
           cell(paragraph(run("見本")) + paragraph(run("太郎"))) + "</w:tr><w:tr>" +
           cell("<w:tbl><w:tr>" + cell(paragraph(run("内"))) + "</w:tr></w:tbl>" + paragraph("")) +
           cell(paragraph(run("外"))) + "</w:tr></w:tbl>" + paragraph(run("下")));
  CHECK(seen.rows == Rows{{"氏名", "見本\n太郎"}, {"内"}, {"", "外"}});
  CHECK(seen.text == "下\n");
}

TEST_CASE("fields that start or load something, cut over runs or built by fields") {
  const auto noted = [](const std::string& body) {
    const auto seen = read(body);
    return seen.notes.empty() ? std::string() : seen.notes[0] + " " + seen.details[0];
  };
  CHECK(noted(paragraph(field(code("DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\"")))) == "dde DDEAUTO");
  CHECK(noted(paragraph(field(code("D") + code("DE") + code(" excel x")))) == "dde DDE");
  CHECK(noted(paragraph("<w:fldSimple w:instr=' DDEAUTO a b'/>")) == "dde DDEAUTO");
  CHECK(noted(paragraph("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + field(code("QUOTE 68 68 69")) +
                        code(" a b") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>")) == "dde DDE");
  CHECK(noted(paragraph(field(code("INCLUDETEXT \"https://example.jp/a.docx\"")))) ==
        "remote_template INCLUDETEXT https example.jp");
  CHECK(noted(paragraph(field(code("INCLUDEPICTURE \"\\\\\\\\server\\\\share\\\\a.png\" \\d"))))
            .starts_with("remote_template"));
  CHECK(noted(paragraph(field(code("INCLUDEPICTURE \"C:\\\\a.png\"")))) ==
        "external_link INCLUDEPICTURE file .png");
  CHECK(noted(paragraph(field(code("HYPERLINK \"http://example.jp\"")))) == "");
}

TEST_CASE("relations that load from elsewhere") {
  const auto noted = [](const std::string& type, const std::string& target) {
    auto made = document(paragraph(run("本文")));
    made.relations["word/document.xml"] = {{"a", type, target, "External"}};
    const auto seen = walked(made.file(), "a.docx");
    return seen.notes.empty() ? std::string() : seen.notes[0] + " " + seen.details[0];
  };
  CHECK(noted("attachedTemplate", "https://user@example.jp:8080/x.dotm") ==
        "remote_template attachedTemplate https example.jp:8080");
  CHECK(noted("attachedTemplate", "\\\\server\\share\\x.dotm") ==
        "remote_template attachedTemplate UNC server");
  CHECK(noted("attachedTemplate", "file:///C:/Users/mihon/Normal.dotm") ==
        "external_link attachedTemplate file .dotm");
  CHECK(noted("oleObject", "mhtml:http://example.jp/x.html!x") ==
        "remote_template oleObject mhtml example.jp");
  CHECK(noted("image", "http://example.jp/x.png") == "external_link image http example.jp");
  CHECK(noted("hyperlink", "mailto:mihon@example.jp") == "");
}

TEST_CASE("parts around the document: comments, footers, properties, pictures, what is embedded") {
  auto made = document(paragraph(run("本文")));
  const std::string word = ooxml + "wordprocessingml.";
  made.parts.push_back(
      {"word/comments.xml", word + "comments+xml",
       "<w:comments><w:comment w:author='作者'>" + paragraph(run("注釈")) + "</w:comment></w:comments>"});
  made.parts.push_back(
      {"word/footer1.xml", word + "footer+xml", "<w:ftr>" + paragraph(run("脚")) + "</w:ftr>"});
  made.parts.push_back({"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
                        "<cp><dc:creator>見本</dc:creator><dc:title>題</dc:title></cp>"});
  made.parts.push_back({"word/charts/chart1.xml", ooxml + "drawingml.chart+xml",
                        "<c:chart><c:pt><c:v>北</c:v></c:pt><c:pt><c:v>12</c:v></c:pt></c:chart>"});
  made.parts.push_back({"customXml/item1.xml", "", "<x a='属性の値'/>"});
  made.parts.push_back({"word/embeddings/a.bin", ooxml + "oleObject", "x"});
  made.parts.push_back({"word/embeddings/b.txt", "", "埋め込み"});
  made.parts.push_back({"word/broken.xml", word + "header+xml", "<w:hdr>"});
  const auto seen = walked(made.file(), "a.docx");
  CHECK(seen.text == "本文\n作者\n注釈\n脚\n見本\n題\n北\n12\n");
  CHECK(seen.bytes == "<x a='属性の値'/>x埋め込み");
  CHECK(seen.notes == std::vector<std::string>{"ole_object", "embedded_file", "broken"});
}

TEST_CASE("slides in their order, with their notes; a slide that is not there") {
  Made made;
  const std::string slides = ooxml + "presentationml.";
  const auto words = [](const std::string& text) {
    return "<p:sld><a:p><a:r><a:t>" + text + "</a:t></a:r></a:p></p:sld>";
  };
  made.parts = {{"ppt/presentation.xml", slides + "presentation.main+xml",
                 "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='b'/><p:sldId id='257' "
                 "r:id='a'/><p:sldId id='258' "
                 "r:id='z'/></p:sldIdLst></p:presentation>"},
                {"ppt/slides/slide1.xml", slides + "slide+xml", words("二枚目")},
                {"ppt/slides/slide2.xml", slides + "slide+xml",
                 "<p:sld><a:tbl><a:tr><a:tc><a:p><a:t>左</a:t></a:p></a:tc><a:tc><a:p><a:t>右</a:t></a:p></"
                 "a:tc></a:tr></a:tbl>"
                 "</p:sld>"},
                {"ppt/notesSlides/n1.xml", slides + "notesSlide+xml", words("覚え書き")},
                {"ppt/slideMasters/m1.xml", slides + "slideMaster+xml", words("ひな形")}};
  made.relations[""] = {{"a", "officeDocument", "ppt/presentation.xml", ""}};
  made.relations["ppt/presentation.xml"] = {{"a", "slide", "slides/slide1.xml", ""},
                                            {"b", "slide", "slides/slide2.xml", ""}};
  made.relations["ppt/slides/slide1.xml"] = {{"a", "notesSlide", "../notesSlides/n1.xml", ""}};
  const auto seen = walked(made.file(), "a.pptx");
  CHECK(seen.rows == Rows{{"左", "右"}});
  CHECK(seen.text == "二枚目\n覚え書き\nひな形\n");
  CHECK(seen.parts.at(1) == "a.pptx/1");
  CHECK(seen.notes == std::vector<std::string>{"broken"});
}

std::string open_document(const std::string& content, std::vector<MadeEntry> more = {}) {
  more.insert(more.begin(),
              {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0},
               {"content.xml", "<office:document-content>" + content + "</office:document-content>"}});
  return made_zip(more);
}

TEST_CASE("OpenDocument: values, repeated cells, comments, links and macros") {
  const auto seen = walked(
      open_document(
          "<table:table table:name='一覧'><table:table-row table:number-rows-repeated='3'><table:table-cell/>"
          "</table:table-row><table:table-row><table:table-cell "
          "office:value-type='string'><office:annotation>"
          "<text:p>注</text:p></office:annotation><text:p>見本 "
          "<text:span>太郎</text:span></text:p></table:table-cell>"
          "<table:table-cell table:number-columns-repeated='2'/><table:table-cell office:value-type='date' "
          "office:date-value='1981-08-29'><text:p>昭和56年</text:p></table:table-cell><table:table-cell "
          "office:value-type='float' office:value='123456789012'><text:p>1.23E+11</text:p></table:table-cell>"
          "<table:table-cell office:value-type='float' "
          "office:value='12'><text:p>0012</text:p></table:table-cell>"
          "<table:table-cell table:formula='of:=DDE(\"soffice\";\"x\";\"y\")' "
          "table:number-columns-repeated='99999999'/>"
          "</table:table-row></table:table><text:p>前<draw:text-box><text:p>箱</text:p></draw:text-box>後</"
          "text:p>"
          "<text:section-source xlink:href='http://example.jp/a.odt'/><text:a "
          "xlink:href='http://example.jp/'>"
          "<text:p>リンク</text:p></text:a>",
          {{"Basic/Standard/Module1.xml", "<script:module>Sub Main</script:module>"}}),
      "a.ods");
  CHECK(seen.rows == Rows{{"注\n見本 太郎", "", "", "1981-08-29", "123456789012", "0012",
                           "of:=DDE(\"soffice\";\"x\";\"y\")"}});
  CHECK(seen.text == "箱\n前後\nhttp://example.jp/a.odt\nhttp://example.jp/\nリンク\n");
  CHECK(seen.notes == std::vector<std::string>{"dde", "remote_template", "vba"});
}

TEST_CASE("OpenDocument: encrypted, without its content, with words in other places") {
  const std::string manifest =
      "<manifest:manifest><manifest:file-entry manifest:full-path='content.xml'>"
      "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
  auto seen = walked(made_zip({{"mimetype", "application/vnd.oasis.opendocument.text", 0},
                               {"content.xml", std::string("\x01\x02\x00\x03", 4)},
                               {"META-INF/manifest.xml", manifest}}),
                     "a.odt");
  CHECK(seen.notes == std::vector<std::string>{"encrypted"});
  seen = walked(made_zip({{"mimetype", "application/vnd.oasis.opendocument.text", 0}}), "a.odt");
  CHECK(seen.notes == std::vector<std::string>{"broken"});
  seen = walked(open_document("<text:p>a</text:p>", {{"styles.xml", "<s><text:p>ヘッダ</text:p></s>"},
                                                     {"meta.xml", "<m><dc:creator>作者</dc:creator></m>"},
                                                     {"Object 1/content.xml", "<c><text:p>図</text:p></c>"}}),
                "a.odt");
  CHECK(seen.text == "a\nヘッダ\n作者\n図\n");
}

}  // namespace
}  // namespace sekisho::formats
