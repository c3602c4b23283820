// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Redactor.h"
#include "agent/providers/Provider.h"
#include "agent/providers/wire/HttpCall.h"

#include <QHash>
#include <QSet>

namespace agent {

/// Where and as whom to call. Read once, when the provider is made.
struct ProviderSettings
{
    QString name;           ///< The word of the agent file.
    QUrl baseUrl;           ///< The API's address, as the provider's documentation spells it.
    QString defaultModel;   ///< The model taken when the agent file names none.
    QString apiKey;         ///< Empty: none is sent. Never in an error, log or file.
    QString missingKey;     ///< The variable that should hold the key and does not; every call then fails.
    QString trafficFolder;  ///< Where raw traffic is kept, keys removed; empty: nowhere. See Traffic.h.
    Redactor redactor{};    ///< Takes other secrets out of that traffic and of errors; the key is, anyway.
    HeaderFields headers{}; ///< Sent with every request beside those of the API.
    std::optional<Error> headerFault{}; ///< Why they cannot be sent; every call then fails with it.
};

/// A provider that is called over HTTP. Knows nothing of what is said: a subclass turns a request into a
/// question and names the stream that understands the answer; all else (sending, limits, failures, secrets,
/// traffic) is the same for all and stands here. What a model has refused once is said otherwise in one more
/// call and from then on; one that refuses tools is told of them in its instructions, see TextCalls.h.
class HttpProvider : public Provider
{
public:
    QString name() const override { return m_settings.name; }
    QString defaultModel() const override { return m_settings.defaultModel; }
    QUrl baseUrl() const final { return m_settings.baseUrl; }
    Result<> ready() const final;
    Task<QStringList> models(std::stop_token stop) final;
    Task<ModelReply> complete(ModelRequest request, ModelSink sink, std::stop_token stop) final;

    /// Parameters a model has refused, as its API spells them.
    using Refused = QSet<QString>;

protected:
    explicit HttpProvider(ProviderSettings settings);
    const ProviderSettings &settings() const { return m_settings; }

    /// The header field with the key, `before` put before it; nothing without a key.
    HeaderFields keyAs(const QByteArray &field, const QByteArray &before = {}) const;
    /// The base address with `path` behind it. `version` ("/v1") is put between them where the base address
    /// ends in none.
    QUrl address(const QString &path, const QString &version = {}) const;

private:
    /// What to send. Pure. Says what is in `refused` otherwise or not at all. A keepsake in the request is
    /// one of this provider.
    virtual HttpQuestion question(const ModelRequest &request, const Refused &refused) const = 0;
    /// What asks for the list of models. Pure.
    virtual HttpQuestion modelList() const = 0;
    /// What understands the answer to `request`.
    virtual std::unique_ptr<ModelStream> newStream(const ModelRequest &request) const = 0;
    virtual Framing framing() const { return Framing::Events; }
    /// The parameters that question() can do without.
    virtual QStringList dispensable() const { return {}; }

    Result<> check(const ModelRequest &request) const;
    HttpQuestion withHeaders(HttpQuestion question) const;
    ModelRequest forMyself(ModelRequest request) const;
    ModelReply signedByMe(ModelReply reply) const;
    tl::unexpected<Error> withoutSecrets(Error error, const QUrl &url) const;
    bool learn(const QString &model, const ProviderFailure &failure);
    void keep(const HttpCall &call) const;

    ProviderSettings m_settings;
    QHash<QString, Refused> m_refused; // by model
};

} // namespace agent
