// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Redactor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool speaksOfASecret(const QString &variable)
{
    static const QRegularExpression words(
        u"KEY(?![A-RT-Z])|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(variable).hasMatch();
}

/// How a secret may stand in a text: as it is, inside JSON, inside an address.
QStringList spellings(const QString &secret)
{
    const QByteArray list = QJsonDocument(QJsonArray{secret}).toJson(QJsonDocument::Compact);
    QStringList all{secret, QString::fromUtf8(list.mid(2, list.size() - 4)),
                    QString::fromLatin1(QUrl::toPercentEncoding(secret))};
    all.removeDuplicates();
    return all;
}

} // namespace

Redactor::Redactor(const QMap<QString, QString> &environment, const QStringList &secrets)
{
    constexpr qsizetype shortest = 8;
    QStringList found = secrets;
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        if (it.value().size() >= shortest && speaksOfASecret(it.key()))
            found.append(it.value());
    }
    *this = Redactor().with(found);
}

Redactor Redactor::with(const QStringList &secrets) const
{
    Redactor more = *this;
    for (const QString &secret : secrets) {
        if (!secret.isEmpty())
            more.m_secrets += spellings(secret);
    }
    more.m_secrets.removeDuplicates();
    return more;
}

QString Redactor::mark()
{
    return u"REMOVED"_s;
}

const QRegularExpression &Redactor::wellKnownForms()
{
    static const QRegularExpression forms(
        QStringList{uR"(\bsk-[A-Za-z0-9_-]{16,})"_s,      // OpenAI, Anthropic
                    uR"(\bAIza[A-Za-z0-9_-]{20,})"_s,     // Google
                    uR"(\bxox[a-z]-[A-Za-z0-9-]{10,})"_s, // Slack
                    uR"(\bgh[a-z]_[A-Za-z0-9]{20,})"_s, uR"(\bgithub_pat_[A-Za-z0-9_]{20,})"_s, // GitHub
                    uR"(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)"_s,                                      // Amazon
                    uR"((?i:\bbearer)\s+\K(?=[A-Za-z._~+/=-]*[0-9])[A-Za-z0-9._~+/=-]{8,})"_s,
                    uR"(://[^/\s:@]*:\K[^/\s@]+(?=@))"_s, // the password in an address
                    uR"((?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----)"_s}
            .join(u'|'));
    return forms;
}

QList<Redactor::Span> Redactor::spans(const QString &text, const QStringList &secrets)
{
    QList<Span> found;
    for (const QString &secret : secrets) {
        for (qsizetype at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.size()))
            found.append({at, at + secret.size()});
    }
    for (auto it = wellKnownForms().globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        found.append({match.capturedStart(), match.capturedEnd()});
    }
    std::ranges::sort(found, {}, &Span::begin);
    QList<Span> apart; // overlapping ones as one
    for (const Span &span : found) {
        if (!apart.isEmpty() && span.begin < apart.constLast().end)
            apart.last().end = std::max(apart.constLast().end, span.end);
        else
            apart.append(span);
    }
    return apart;
}

QString Redactor::without(const QString &text, const QList<Span> &spans)
{
    QString out;
    qsizetype done = 0;
    for (const Span &span : spans) {
        out += QStringView(text).mid(done, span.begin - done);
        out += mark();
        done = span.end;
    }
    return out += QStringView(text).mid(done);
}

QString Redactor::text(const QString &text) const
{
    const QList<Span> secret = spans(text, m_secrets);
    return secret.isEmpty() ? text : without(text, secret);
}

QByteArray Redactor::bytes(const QByteArray &bytes) const
{
    QStringList secrets; // as their UTF-8 looks when every byte is taken for a character
    for (const QString &secret : m_secrets)
        secrets.append(QString::fromLatin1(secret.toUtf8()));
    const QString text = QString::fromLatin1(bytes);
    const QList<Span> secret = spans(text, secrets);
    return secret.isEmpty() ? bytes : without(text, secret).toLatin1();
}

QJsonValue Redactor::json(const QJsonValue &value) const
{
    if (value.isString())
        return text(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : value.toArray())
            array.append(json(item));
        return array;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(text(it.key()), json(it.value()));
    return out;
}

QStringList Redactor::pieces(const QStringList &pieces) const
{
    const QList<Span> secret = spans(pieces.join(QString()), m_secrets);
    if (secret.isEmpty())
        return pieces;
    QStringList out;
    qsizetype begin = 0; // of the piece in the whole text
    for (const QString &piece : pieces) {
        QString kept;
        qsizetype done = 0;
        for (const Span &span : secret) {
            const qsizetype from = std::clamp<qsizetype>(span.begin - begin, 0, piece.size());
            const qsizetype to = std::clamp<qsizetype>(span.end - begin, 0, piece.size());
            kept += QStringView(piece).mid(done, std::max<qsizetype>(from - done, 0));
            if (span.begin >= begin && span.begin < begin + piece.size())
                kept += mark();
            done = std::max(done, to);
        }
        kept += QStringView(piece).mid(done);
        out.append(kept);
        begin += piece.size();
    }
    return out;
}

} // namespace agent
