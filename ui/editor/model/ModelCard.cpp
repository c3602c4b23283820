// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/model/ModelCard.h"

#include "agent/values/KeyVariables.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/KeyField.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/model/CheckPanel.h"
#include "ui/editor/model/KeyRow.h"
#include "ui/editor/model/LocalOffers.h"
#include "ui/editor/model/ModelPicker.h"
#include "ui/theme/Controls.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

ModelCard::ModelCard(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
    , m_services(services)
{
    setLook(this, u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 14);
    column->setSpacing(10);
    column->addWidget(label(tr("Model"), u"heading"_s));
    column->addWidget(makeModel(theme));
    column->addWidget(makeServer());
    if (services.keys)
        makeKey(theme);
    if (services.host)
        makeQuestions(theme);
    connect(&form.document(), &AgentDocument::checked, this, &ModelCard::refresh);
}

QWidget *ModelCard::makeModel(const Theme &theme)
{
    const QList<ChoiceField::Choice> providers{
        {{}, tr("OpenAI (default)")},      {u"auto"_s, tr("Automatic")},
        {u"openai"_s, tr("OpenAI")},       {u"openai-responses"_s, tr("OpenAI Responses")},
        {u"anthropic"_s, tr("Anthropic")}, {u"gemini"_s, tr("Gemini")},
        {u"ollama"_s, tr("Ollama")},       {u"demo"_s, tr("Demo (offline)")},
        {u"local"_s, tr("Echo (offline)")}};
    auto *provider = new ChoiceField(theme, tr("&Provider"), u"/provider"_s, providers);
    m_model = new LineField(tr("&Model"), u"/model"_s);
    m_model->setPlaceholder(tr("The provider’s default"));
    m_form.add(provider);
    m_form.add(m_model);
    return new FieldsRow({{provider, 2}, {m_model, 3}}, 300);
}

QWidget *ModelCard::makeServer()
{
    auto *key = new KeyField(tr("API key &variable"), u"/api_key"_s);
    auto *address = (new LineField(tr("&Base URL"), u"/base_url"_s))->withCode();
    key->withCode()->setPlaceholder(tr("The provider’s own"));
    address->setPlaceholder(tr("The provider’s own"));
    const bool isToldBelow = m_services.keys;
    const auto read = [key, isToldBelow](const SpecDocument &document, const QString &pointer) {
        if (!isToldBelow)
            key->setEnvironment(document.environment());
        return document.value(pointer);
    };
    m_form.add(key, {read, {}});
    m_form.add(address);
    return new FieldsRow({{key, 2}, {address, 3}}, 300);
}

void ModelCard::makeKey(const Theme &theme)
{
    m_key = new KeyRow(theme, *m_services.keys);
    layout()->addWidget(m_key);
}

void ModelCard::makeQuestions(const Theme &theme)
{
    m_client = std::make_unique<ModelClient>(*m_services.host);
    m_picker = new ModelPicker(theme, this);
    m_list = new QToolButton;
    m_list->setObjectName(u"listModels"_s);
    m_list->setText(tr("Choose from list"));
    m_list->setProperty("look", u"aside"_s);
    m_list->setFocusPolicy(Qt::TabFocus);
    m_model->setAside(m_list);
    m_check = new CheckPanel(theme);
    m_offers = new LocalOffers(theme);
    layout()->addWidget(m_check);
    layout()->addWidget(m_offers);
    connectModels();
    connectTest();
    connectOffers();
}

void ModelCard::connectModels()
{
    connect(m_list, &QToolButton::clicked, this, &ModelCard::listModels);
    connect(m_client.get(), &ModelClient::modelsListed, m_picker,
            [this](const ModelList &list) { m_picker->setModels(list.models, list.model); });
    connect(m_client.get(), &ModelClient::modelsRefused, m_picker, &ModelPicker::say);
    connect(m_picker, &ModelPicker::chosen, this, [this](const QString &model) {
        m_form.change([&model](Draft &draft) { draft.set(u"/model"_s, model); });
    });
}

void ModelCard::connectTest()
{
    connect(m_check, &CheckPanel::testWanted, this, &ModelCard::test);
    connect(m_check, &CheckPanel::stopWanted, this, [this] {
        m_client->stopCheck();
        m_check->clear();
    });
    connect(m_client.get(), &ModelClient::stepDone, m_check, &CheckPanel::add);
    connect(m_client.get(), &ModelClient::checkEnded, m_check, &CheckPanel::end);
}

void ModelCard::connectOffers()
{
    connect(m_client.get(), &ModelClient::localServersFound, m_offers, &LocalOffers::setServers);
    connect(m_client.get(), &ModelClient::readyChanged, this, [this](bool isReady) {
        if (isReady)
            m_client->askLocalServers();
    });
    connect(m_offers, &LocalOffers::chosen, this, &ModelCard::use);
    m_client->askLocalServers();
}

QString ModelCard::valueAt(const QString &pointer) const
{
    return m_form.document().readable().value(pointer).toString();
}

void ModelCard::refresh()
{
    const QStringList now{valueAt(u"/provider"_s), valueAt(u"/model"_s), valueAt(u"/base_url"_s),
                          valueAt(u"/api_key"_s)};
    if (m_key)
        showKey();
    if (!m_check)
        return;
    m_offers->setInUse(now[0], now[2]);
    if (now == m_tested)
        return;
    m_tested = now;
    m_client->stopCheck();
    m_check->clear();
}

void ModelCard::showKey()
{
    const QString provider = valueAt(u"/provider"_s);
    const QString named = variableIn(valueAt(u"/api_key"_s));
    const QStringList usual = usualKeyVariables(provider.isEmpty() ? AgentSpec().provider : provider);
    const QStringList variables = named.isEmpty() ? usual : QStringList(named);
    const bool isElsewhere = named.isEmpty() && !valueAt(u"/base_url"_s).isEmpty();
    m_key->setVisible(!variables.isEmpty() || provider == u"auto"_s);

    const Environment &environment = m_form.document().readable().environment();
    const auto set = std::ranges::find_if(
        variables, [&](const QString &name) { return !environment.value(name).isEmpty(); });
    QString obstacle;
    if (isElsewhere)
        obstacle =
            tr("Name a variable for the key first: the key of one service is never sent to the address "
               "of another.");
    else if (variables.isEmpty())
        obstacle = tr("Automatic takes the first service that has a key. Choose one to give it yours.");
    else if (set != variables.end())
        obstacle = tr("%1 is set in the environment or in a file .env, which counts before a key given here.")
                       .arg(*set);
    m_key->setVariable(variables.value(0), obstacle);
}

void ModelCard::test()
{
    if (!m_client->isReady())
        return m_check->say(tr("The server makes the test. Press Start first."));
    m_form.commit();
    m_check->begin();
    m_client->check(m_form.document().text(), m_form.document().path());
}

void ModelCard::listModels()
{
    m_form.commit();
    m_picker->open(m_list,
                   m_client->isReady() ? tr("Asking for the models\u2026")
                                       : tr("The server asks for the list. Press Start first."));
    m_client->askModels(m_form.document().text(), m_form.document().path());
}

void ModelCard::use(const LocalServer &server)
{
    const bool isOllama = server.provider == u"ollama"_s; // found at its own place without an address
    const QString model = valueAt(u"/model"_s);
    m_form.change([&](Draft &draft) {
        draft.set(u"/provider"_s, server.provider);
        if (isOllama)
            draft.remove(u"/base_url"_s);
        else
            draft.set(u"/base_url"_s, server.baseUrl);
        if (!server.models.contains(model))
            draft.set(u"/model"_s, server.models.constFirst());
        draft.remove(u"/api_key"_s); // it was for another
    });
}

} // namespace ui

#include "moc_ModelCard.cpp"
