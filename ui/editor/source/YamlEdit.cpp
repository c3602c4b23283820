// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/YamlEdit.h"

#include "ui/editor/source/SchemaHelp.h"
#include "ui/editor/source/YamlLexer.h"
#include "ui/editor/source/YamlText.h"
#include "ui/theme/LucideIcon.h"
#include "ui/theme/Theme.h"

#include <Qsci/qscicommandset.h>

#include <QGuiApplication>
#include <QHelpEvent>
#include <QImage>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

enum Margin { Edge, Signs, Numbers, Folds, Gap, MarginCount };
constexpr int errorWave = 8; // 0 to 7 are kept for lexers
constexpr int warningWave = 9;
constexpr int errorDot = 1;
constexpr int warningDot = 2;

QString sentence(const Diagnostic &diagnostic)
{
    return diagnostic.suggestion.isEmpty()
        ? diagnostic.message
        : YamlEdit::tr("%1\nDid you mean “%2”?").arg(diagnostic.message, diagnostic.suggestion);
}

} // namespace

YamlEdit::YamlEdit(const Theme &theme, QWidget *parent)
    : QsciScintilla(parent)
    , m_theme(theme)
{
    setObjectName(u"yaml"_s);
    setAccessibleName(tr("YAML source"));
    setAccessibleDescription(tr("Press Escape, then Tab, to leave the editor."));
    setFrameShape(QFrame::NoFrame);
    setUpText();
    setUpMargins();
    setUpKeys();
    setLexer(new YamlLexer(theme, this));
    dress();
    connect(&theme, &Theme::changed, this, &YamlEdit::dress);
    connect(this, &QsciScintilla::cursorPositionChanged, this, &YamlEdit::caretMoved);
    connect(this, &QsciScintillaBase::SCN_CHARADDED, this, &YamlEdit::completeAfter);
}

void YamlEdit::setUpText()
{
    setUtf8(true);
    setEolMode(EolUnix);
    setIndentationsUseTabs(false);
    setIndentationWidth(2);
    setTabWidth(2);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setAutoIndent(true);
    setWrapMode(WrapNone);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setCaretWidth(2);
    setExtraAscent(1);
    setExtraDescent(2);
    // Nobody listens to the rest, of which there is much: each word coloured, each line's state.
    SendScintilla(SCI_SETMODEVENTMASK,
                  static_cast<unsigned long>(SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT | SC_MOD_CHANGEFOLD));
    SendScintilla(SCI_SETCARETLINEVISIBLEALWAYS, 1UL);
    SendScintilla(SCI_AUTOCSETSEPARATOR, static_cast<unsigned long>('\n'));
    SendScintilla(SCI_AUTOCSETIGNORECASE, 1UL);
    SendScintilla(SCI_AUTOCSETORDER, static_cast<unsigned long>(SC_ORDER_CUSTOM));
    SendScintilla(SCI_AUTOCSETMAXHEIGHT, 10UL);
}

void YamlEdit::setUpMargins()
{
    setMargins(MarginCount);
    for (const int empty : {int(Edge), int(Gap)}) {
        setMarginType(empty, SymbolMargin);
        setMarginMarkerMask(empty, 0);
        setMarginWidth(empty, 5);
    }
    setMarginType(Signs, SymbolMargin);
    setMarginWidth(Signs, 8); // a round marker is as large as its margin is narrow
    setMarginMarkerMask(Signs, (1 << errorDot) | (1 << warningDot));
    markerDefine(Circle, errorDot);
    markerDefine(Circle, warningDot);
    setMarginLineNumbers(Numbers, true);
    setMarginWidth(Numbers, u"00000"_s);
    setFolding(PlainFoldStyle, Folds);
    setMarginWidth(Folds, 10);
    indicatorDefine(SquiggleIndicator, errorWave);
    indicatorDefine(SquiggleIndicator, warningWave);
    setIndicatorDrawUnder(true, errorWave);
    setIndicatorDrawUnder(true, warningWave);
}

void YamlEdit::setUpKeys()
{
    // These keys belong to the window or do what nobody expects of them.
    for (const QKeyCombination keys :
         {Qt::CTRL | Qt::Key_Slash, Qt::CTRL | Qt::Key_Backslash, Qt::CTRL | Qt::SHIFT | Qt::Key_L,
          Qt::CTRL | Qt::Key_T, Qt::CTRL | Qt::Key_U, Qt::CTRL | Qt::SHIFT | Qt::Key_U,
          Qt::CTRL | Qt::Key_BracketLeft, Qt::CTRL | Qt::Key_BracketRight}) {
        if (QsciCommand *command = standardCommands()->boundTo(keys.toCombined()))
            command->setKey(0);
    }
}

void YamlEdit::dress()
{
    const QColor ground = m_theme.color(Token::Surface);
    setMarginsBackgroundColor(ground);
    setMarginsForegroundColor(m_theme.color(Token::Faint));
    setMarginsFont(lexer()->defaultFont(0));
    setFoldMarginColors(ground, ground);
    setCaretForegroundColor(m_theme.color(Token::Text));
    setCaretLineVisible(true);
    setCaretLineBackgroundColor(m_theme.color(Token::Line));
    setSelectionBackgroundColor(m_theme.color(Token::Soft));
    resetSelectionForegroundColor();
    setIndicatorForegroundColor(m_theme.color(Token::Error), errorWave);
    setIndicatorForegroundColor(m_theme.color(Token::Warn), warningWave);
    drawFold(SC_MARKNUM_FOLDER, u"chevron-right"_s);
    drawFold(SC_MARKNUM_FOLDEROPEN, u"chevron-down"_s);
    for (const auto &[marker, ink] :
         {std::pair{errorDot, Token::Error}, std::pair{warningDot, Token::Warn}}) {
        SendScintilla(SCI_MARKERSETFORE, static_cast<unsigned long>(marker), m_theme.color(ink));
        SendScintilla(SCI_MARKERSETBACK, static_cast<unsigned long>(marker), m_theme.color(ink));
    }
}

void YamlEdit::drawFold(int marker, const QString &icon)
{
    constexpr int pixels = 9;
    // QScintilla 2.13 draws a pixel of the image as a pixel of the widget, whatever the screen has: at 200 %
    // a finer one would stand out of its margin.
    QImage image(pixels, pixels, QImage::Format_RGBA8888);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawLucide(painter, icon, image.rect(), m_theme.color(Token::Faint), 2.5);
    painter.end();
    markerDefine(image, marker);
}

void YamlEdit::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    m_diagnostics = diagnostics;
    const auto size = static_cast<unsigned long>(length());
    for (const int wave : {errorWave, warningWave}) {
        SendScintilla(SCI_SETINDICATORCURRENT, wave);
        SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, static_cast<long>(size));
    }
    markerDeleteAll(errorDot);
    markerDeleteAll(warningDot);
    for (const Diagnostic &diagnostic : diagnostics) {
        const bool isError = diagnostic.severity == Severity::Error;
        SendScintilla(SCI_SETINDICATORCURRENT, isError ? errorWave : warningWave);
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(diagnostic.begin),
                      static_cast<long>(diagnostic.end - diagnostic.begin));
        markerAdd(int(SendScintilla(SCI_LINEFROMPOSITION, static_cast<long>(diagnostic.begin))),
                  isError ? errorDot : warningDot);
    }
}

const Diagnostic *YamlEdit::diagnosticAt(qsizetype position) const
{
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<long>(position));
    const Diagnostic *onLine = nullptr;
    for (const Diagnostic &diagnostic : m_diagnostics) {
        if (diagnostic.begin <= position && position <= diagnostic.end)
            return &diagnostic;
        if (!onLine && SendScintilla(SCI_LINEFROMPOSITION, static_cast<long>(diagnostic.begin)) == line)
            onLine = &diagnostic;
    }
    return onLine;
}

qsizetype YamlEdit::caret() const
{
    return SendScintilla(SCI_GETCURRENTPOS);
}

void YamlEdit::goTo(qsizetype position)
{
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<long>(position));
    SendScintilla(SCI_ENSUREVISIBLE, line);
    SendScintilla(SCI_GOTOPOS, static_cast<long>(position));
    SendScintilla(SCI_VERTICALCENTRECARET);
    setFocus(Qt::OtherFocusReason);
}

void YamlEdit::toggleComments()
{
    const long first = SendScintilla(SCI_LINEFROMPOSITION, SendScintilla(SCI_GETSELECTIONSTART));
    const long end = SendScintilla(SCI_GETSELECTIONEND);
    long last = SendScintilla(SCI_LINEFROMPOSITION, end);
    if (last > first && end == SendScintilla(SCI_POSITIONFROMLINE, last))
        --last; // a selection of whole lines ends at the start of the next
    const long from = SendScintilla(SCI_POSITIONFROMLINE, first);
    const long to = SendScintilla(SCI_GETLINEENDPOSITION, last);
    QByteArray before = bytes(int(from), int(to));
    before.truncate(to - from); // bytes() adds a NUL
    const QByteArray after = withCommentsToggled(before);
    SendScintilla(SCI_BEGINUNDOACTION);
    SendScintilla(SCI_SETTARGETRANGE, static_cast<unsigned long>(from), to);
    SendScintilla(SCI_REPLACETARGET, static_cast<uintptr_t>(after.size()), after.constData());
    SendScintilla(SCI_ENDUNDOACTION);
    if (last > first)
        SendScintilla(SCI_SETSEL, static_cast<unsigned long>(from), static_cast<long>(from + after.size()));
}

void YamlEdit::offerCompletions()
{
    const QByteArray before = bytes(0, int(caret())); // with a NUL behind it
    const YamlPlace place = yamlPlaceAt(QByteArrayView(before).first(caret()));
    const QByteArray list = yamlCompletions(place).join(u'\n').toUtf8();
    const int x = int(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, static_cast<long>(caret())));
    const int y = int(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, static_cast<long>(caret())));
    // QScintilla 2.13 crashes when it asks for the screen of a caret that is on none.
    const bool isOnScreen = QGuiApplication::screenAt(viewport()->mapToGlobal(QPoint(x, y))) != nullptr;
    if (list.isEmpty() || !isOnScreen)
        SendScintilla(SCI_AUTOCCANCEL);
    else
        SendScintilla(SCI_AUTOCSHOW, static_cast<uintptr_t>(place.typed.size()), list.constData());
}

void YamlEdit::completeAfter(int character)
{
    const bool isWord = character == '_' || (character < 128 && QChar(character).isLetterOrNumber());
    if (isWord && !isListActive())
        offerCompletions();
}

bool YamlEdit::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QsciScintilla::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const long position = SendScintilla(SCI_POSITIONFROMPOINT, static_cast<unsigned long>(help->pos().x()),
                                        static_cast<long>(help->pos().y()));
    QToolTip::showText(help->globalPos(), helpAt(position), viewport());
    return true;
}

QString YamlEdit::helpAt(qsizetype position) const
{
    if (const Diagnostic *diagnostic = diagnosticAt(position))
        return sentence(*diagnostic);
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<long>(position));
    const int end = int(SendScintilla(SCI_GETLINEENDPOSITION, line));
    const QByteArray before = bytes(0, end); // with a NUL behind it
    return yamlHelp(yamlPlaceAt(QByteArrayView(before).first(end)));
}

void YamlEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !isListActive()) {
        m_tabLeaves = true;
    } else if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offerCompletions();
        return;
    } else if (!event->text().isEmpty()) {
        m_tabLeaves = false;
    }
    QsciScintilla::keyPressEvent(event);
}

void YamlEdit::focusOutEvent(QFocusEvent *event)
{
    m_tabLeaves = false;
    QsciScintilla::focusOutEvent(event);
}

bool YamlEdit::focusNextPrevChild(bool next)
{
    if (!m_tabLeaves)
        return QsciScintilla::focusNextPrevChild(next);
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): QScintilla's own never lets Tab leave.
    return QWidget::focusNextPrevChild(next);
}

} // namespace ui

#include "moc_YamlEdit.cpp"
