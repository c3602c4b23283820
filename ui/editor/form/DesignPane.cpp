// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/DesignPane.h"

#include "ui/editor/form/BasicsCard.h"
#include "ui/editor/form/Field.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LimitsCard.h"
#include "ui/editor/form/OutputCard.h"
#include "ui/editor/form/StartersCard.h"
#include "ui/editor/model/ModelCard.h"
#include "ui/editor/servers/ServerPanel.h"
#include "ui/editor/servers/ServersCard.h"
#include "ui/editor/tools/ToolsCard.h"
#include "ui/theme/Controls.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

DesignPane::DesignPane(const Theme &theme, AgentDocument &document, const EditorServices &services,
                       QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_form(new Form(document, this))
    , m_scroll(new QScrollArea)
{
    setMinimumWidth(300);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(makeCards(theme, services));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBanner());
    column->addWidget(m_scroll, 1);
    connect(m_form, &Form::refused, this, &DesignPane::refused);
    connect(&document, &AgentDocument::checked, this, &DesignPane::refresh);
}

QWidget *DesignPane::makeBanner()
{
    m_banner = new QWidget;
    m_banner->setObjectName(u"brokenText"_s);
    m_banner->setProperty("tone", u"error"_s);
    setLook(m_banner, u"banner"_s);
    m_sentence = label({});
    m_sentence->setWordWrap(true);
    auto *show = new QToolButton;
    show->setObjectName(u"showFault"_s);
    show->setText(tr("Show the fault"));
    show->setProperty("look", u"link"_s);
    show->setFocusPolicy(Qt::TabFocus);
    connect(show, &QToolButton::clicked, this, [this] { emit problemRequested(0); });
    auto *row = new QHBoxLayout(m_banner);
    row->setContentsMargins(14, 8, 10, 8);
    row->addWidget(m_sentence, 1);
    row->addWidget(show);
    m_banner->hide();
    return m_banner;
}

QWidget *DesignPane::makeCards(const Theme &theme, const EditorServices &services)
{
    m_cards = new QWidget;
    m_tools = new ToolsCard(theme, *m_form, services);
    auto *column = new QVBoxLayout(m_cards);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(12);
    column->addWidget(new BasicsCard(*m_form));
    column->addWidget(new ModelCard(theme, *m_form, services));
    column->addWidget(m_tools);
    m_servers = new ServersCard(theme, *m_form, services);
    column->addWidget(m_servers);
    column->addWidget(new StartersCard(theme, *m_form));
    column->addWidget(new OutputCard(theme, *m_form));
    column->addWidget(new LimitsCard(theme, *m_form));
    column->addStretch();
    connect(m_tools, &ToolsCard::startWanted, this, &DesignPane::startWanted);
    connect(m_tools, &ToolsCard::sourceRequested, this, &DesignPane::sourceRequested);
    connect(m_servers, &ServersCard::startWanted, this, &DesignPane::startWanted);
    connect(m_servers, &ServersCard::sourceRequested, this, &DesignPane::sourceRequested);
    return m_cards;
}

void DesignPane::refresh()
{
    const bool isReadable = m_document.isReadable();
    m_cards->setEnabled(isReadable);
    m_banner->setVisible(!isReadable);
    if (isReadable || m_document.latest().diagnostics().isEmpty())
        return;
    const Diagnostic &fault = m_document.latest().diagnostics().constFirst();
    const bool hasState = !m_document.readable().text().isEmpty();
    const QString what = hasState
        ? tr("Line %1 of the source cannot be read, so the form shows the state before: %2")
        : tr("Line %1 of the source cannot be read, so there is nothing to show here: %2");
    m_sentence->setText(what.arg(fault.line).arg(fault.message));
}

bool DesignPane::showField(const QString &pointer)
{
    auto *field = m_cards->findChild<Field *>(pointer);
    if (!field || !m_document.isReadable())
        return false;
    for (FoldedCard *card : m_cards->findChildren<FoldedCard *>()) {
        if (card->isAncestorOf(field))
            card->open();
    }
    for (ServerPanel *panel : m_cards->findChildren<ServerPanel *>()) {
        if (panel->isAncestorOf(field))
            panel->open();
    }
    m_scroll->ensureWidgetVisible(field);
    field->setFocus();
    return true;
}

void DesignPane::commit()
{
    if (m_document.isReadable())
        m_form->commit();
}

} // namespace ui

#include "moc_DesignPane.cpp"
