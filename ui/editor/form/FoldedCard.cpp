// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/FoldedCard.h"

#include "ui/editor/form/Form.h"
#include "ui/theme/Controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

FoldedCard::FoldedCard(const Theme &theme, const Form &form, const Head &head, QWidget *parent)
    : QFrame(parent)
    , m_head(new QToolButton)
    , m_keys(head.keys)
{
    setLook(this, u"card"_s);
    m_head->setObjectName(head.name);
    m_head->setText(head.title);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setCheckable(true);
    m_head->setIconSize({19, 15});
    m_head->setFocusPolicy(Qt::TabFocus);
    m_head->setProperty("look", u"fold"_s);
    auto *content = new QWidget;
    m_content = new QVBoxLayout(content);
    m_content->setContentsMargins({});
    m_content->setSpacing(10);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    column->addWidget(m_head, 0, Qt::AlignLeft);
    column->addWidget(content);
    const auto fold = [this, content, &theme](bool isOpen) {
        m_head->setIcon(theme.icon(isOpen ? u"chevron-down"_s : u"chevron-right"_s));
        content->setVisible(isOpen);
    };
    connect(m_head, &QToolButton::toggled, this, fold);
    fold(false);
    connect(&form.document(), &AgentDocument::checked, this, [this, &form] { showWhatIsWrong(form); });
}

void FoldedCard::add(QWidget *content)
{
    m_content->addWidget(content);
}

void FoldedCard::open()
{
    m_head->setChecked(true);
}

void FoldedCard::showWhatIsWrong(const Form &form)
{
    for (const Diagnostic &diagnostic : form.document().latest().diagnostics()) {
        if (m_keys.contains(diagnostic.pointer.section(u'/', 1, 1)))
            open();
    }
}

} // namespace ui

#include "moc_FoldedCard.cpp"
