// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QMap>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace agent {

/// Takes secrets out of what is written down: values it was told of, and what looks like a key by a
/// well-known form (sk-…, AIza…, xox?-…, gh?_…, github_pat_…, AKIA…, Bearer …, the password in an address,
/// private keys in PEM). What it has taken out once it leaves alone the second time. A value; any thread.
class Redactor
{
public:
    /// Knows the well-known forms only.
    Redactor() = default;
    /// Also takes out the values of variables whose names speak of a key, token, secret, password or
    /// credential, and `secrets`: the keys in use, whatever their variables are called. Values shorter than 8
    /// characters are left alone in the environment, for they are no secrets and would garble the text.
    explicit Redactor(const QMap<QString, QString> &environment, const QStringList &secrets = {});

    /// This one and further secrets.
    Redactor with(const QStringList &secrets) const;

    /// What stands where a secret stood.
    static QString mark();
    /// Matches a secret of a well-known form.
    static const QRegularExpression &wellKnownForms();

    QString text(const QString &text) const;
    /// Text of any encoding that has ASCII in it; no other byte is touched.
    QByteArray bytes(const QByteArray &bytes) const;
    /// Every text in it, keys too.
    QJsonValue json(const QJsonValue &value) const;
    /// Pieces of one text. A secret that was cut is found; its mark stands where it began.
    QStringList pieces(const QStringList &pieces) const;

private:
    struct Span
    {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    static QList<Span> spans(const QString &text, const QStringList &secrets);
    static QString without(const QString &text, const QList<Span> &spans);

    QStringList m_secrets; ///< With their spellings in JSON and in addresses.
};

} // namespace agent
