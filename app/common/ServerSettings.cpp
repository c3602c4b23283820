// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/ServerSettings.h"

#include "agent/base/Lines.h"
#include "agent/spec/SpecDocument.h"

using namespace Qt::StringLiterals;
using agent::ErrorKind;

namespace app {
namespace {

QByteArrayList utf8(const QStringList &texts)
{
    QByteArrayList list;
    for (const QString &text : texts)
        list.append(text.toUtf8());
    return list;
}

/// One agent file's server, beside what was said when it was started.
class Overlay
{
public:
    Overlay(const SaidOfServer &said, const AgentSource &source)
        : m_said(said)
        , m_path(source.path)
        , m_document(source.text, source.path, environmentOf(source))
    {
        if (const std::optional<agent::AgentSpec> &spec = m_document.spec())
            m_server = spec->server;
    }

    agent::Result<ServerSettings> settings() const
    {
        ServerSettings settings;
        http::ServerOptions &http = settings.http;
        const auto token = this->token();
        if (!token)
            return tl::unexpected(token.error());
        http.token = *token;
        http.needsToken = m_said.needsToken;
        http.port = m_said.port.value_or(quint16(m_server.port.value_or(http.port)));
        if (const auto address = this->address())
            http.addresses = {*address};
        if (!m_said.address && !m_server.isLocal() && http.token.isEmpty() && !m_said.hasTokens)
            return fault(ErrorKind::Denied, u"/server/host"_s,
                         u"listening on %1 lets other machines use this agent; set a token first"_s.arg(
                             m_server.host.value_or(QString())));
        http.allowedOrigins = either(m_said.allowedOrigins, m_server.allowOrigins);
        http.allowedHosts = either(m_said.allowedHosts, m_server.allowHosts);
        settings.playground = m_server.playground && !m_said.noPlayground;
        settings.opened = opened();
        return settings;
    }

private:
    tl::unexpected<agent::Error> fault(ErrorKind kind, const QString &pointer, const QString &message) const
    {
        const agent::Position place = agent::Lines(m_document.text()).at(m_document.placeOf(pointer).first);
        agent::Diagnostic diagnostic;
        diagnostic.message = message;
        diagnostic.line = place.line;
        diagnostic.column = place.column;
        return agent::fail(kind, agent::toString(diagnostic, m_path), pointer);
    }

    agent::Result<QByteArray> token() const
    {
        if (!m_said.token.isEmpty() || !m_server.token)
            return m_said.token;
        const QString variable = m_server.token->mid(2).chopped(1); // of "${NAME}"
        const QString value = m_document.environment().value(variable);
        if (value.isEmpty())
            return fault(
                ErrorKind::InvalidInput, u"/server/token"_s,
                u"the environment variable %1 is not set; it holds the token that clients must show"_s.arg(
                    variable));
        return value.toUtf8();
    }

    std::optional<QHostAddress> address() const
    {
        if (m_said.address || !m_server.host)
            return m_said.address;
        return *m_server.host == u"localhost" ? QHostAddress(QHostAddress::LocalHost)
                                              : QHostAddress(*m_server.host);
    }

    static QByteArrayList either(const QByteArrayList &said, const QStringList &written)
    {
        return said.isEmpty() ? utf8(written) : said;
    }

    QStringList opened() const
    {
        QStringList sentences;
        if (!m_said.address && !m_server.isLocal())
            sentences.append(u"The agent file lets other machines call, with its token."_s);
        if (m_said.allowedOrigins.isEmpty() && !m_server.allowOrigins.isEmpty())
            sentences.append(
                u"The agent file lets pages of %1 call."_s.arg(m_server.allowOrigins.join(u", "_s)));
        return sentences;
    }

    const SaidOfServer &m_said;
    QString m_path;
    agent::SpecDocument m_document;
    agent::ServerSpec m_server;
};

} // namespace

agent::Result<ServerSettings> serverSettings(const SaidOfServer &said, const AgentSource &source)
{
    return Overlay(said, source).settings();
}

} // namespace app
