// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/RequestParser.h"

#include <QByteArrayList>

/// Limits that a test reaches with few bytes.
inline http::Limits tightLimits()
{
    http::Limits limits;
    limits.requestLineBytes = 100;
    limits.headerBytes = 150;
    limits.headerFields = 5;
    limits.bodyBytes = 20;
    return limits;
}

/// All that a parser says about `bytes` when they arrive in pieces of `step`.
inline QByteArrayList historyOf(const QByteArray &bytes, qsizetype step, const http::Limits &limits)
{
    using Step = http::RequestParser::Step;
    QByteArrayList history;
    http::RequestParser parser(limits);
    QByteArray pending;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        pending += bytes.mid(at, step);
        for (;;) {
            QByteArrayView rest(pending);
            const Step result = parser.feed(rest);
            pending = rest.toByteArray();
            if (result == Step::NeedMore)
                break;
            if (result == Step::Failed)
                return history << "fault " + QByteArray::number(parser.fault().status);
            if (result == Step::Complete) {
                history << "body " + parser.take().body;
                continue;
            }
            const http::Request &head = parser.head();
            QByteArrayList fields;
            for (const auto &[name, value] : head.headers)
                fields << name + '=' + value;
            history << "head " + head.method + ' ' + head.path + " ? " + head.query + " | "
                    + fields.join(' ');
        }
    }
    return history;
}
