// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/RunEventJson.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

template<class Body, class Deed>
void forDurations([[maybe_unused]] const Deed &deed)
{
    if constexpr (requires { Body::durations; })
        std::apply([&deed](const auto &...duration) { (deed(duration), ...); }, Body::durations);
}

template<class Body>
QJsonObject written(const Body &body)
{
    QJsonObject object = json::toJson(body).toObject();
    forDurations<Body>([&](const auto &duration) {
        object.insert(QLatin1String(duration.name), qint64((body.*(duration.member)).count()));
    });
    return object;
}

template<class Body>
RunEventBody readAs(const QJsonObject &object, json::Reader &reader)
{
    Body body;
    json::read(object, body, reader, {});
    forDurations<Body>([&](const auto &duration) {
        qint64 count = 0;
        json::read(object[QLatin1String(duration.name)], count, reader,
                   json::pointer({}, QLatin1String(duration.name)));
        body.*(duration.member) = milliseconds(count);
    });
    return body;
}

using ReadAs = RunEventBody (*)(const QJsonObject &, json::Reader &);

template<class... Bodies>
QHash<QString, ReadAs> readersOf(const std::variant<Bodies...> &)
{
    return {{eventName(Bodies{}), readAs<Bodies>}...};
}

} // namespace

QJsonObject bodyToJson(const RunEventBody &body)
{
    return std::visit([](const auto &event) { return written(event); }, body);
}

Result<RunEventBody> bodyFromJson(const QString &name, const QJsonObject &object)
{
    static const QHash<QString, ReadAs> readers = readersOf(RunEventBody());
    const ReadAs read = readers.value(name);
    if (!read)
        return fail(ErrorKind::InvalidInput, u"no event is called \"%1\""_s.arg(name));
    json::Reader reader(json::UnknownKeys::Ignore);
    RunEventBody body = read(object, reader);
    if (reader.faults().isEmpty())
        return body;
    const json::Fault &first = reader.faults().constFirst();
    return fail(ErrorKind::InvalidInput, first.message, first.where);
}

} // namespace agent
