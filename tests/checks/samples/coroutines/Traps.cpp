// SPDX-License-Identifier: GPL-3.0-or-later
// Every line marked "finding" is wrong; every other line is right and must not be found. Never compiled.

Task<int> reads(const QString &path) // finding
{
    co_return co_await open(path);
}

Task<int> Reader::reads(QList<int> list, std::function<void(const QString &)> sink, QByteArray &&rest) const // finding
{
    for (int i = 0; i < 3; ++i) {
        if (i > 1) {
            co_await next(list[i]);
        }
    }
    co_return 1;
}

Task<int> writes(QString path, std::map<int, QList<int>> map, int *count)
{
    co_await write({path, 1}); // finding
    co_await write(Line{path}); // finding
    const auto answer = co_await post(Request{path}, 3); // finding
    use(Line{path}, co_await read()); // finding
    co_await wait([path] { return path.isEmpty(); }); // finding
    co_await wait([&](int n) { return n > 1; }); // finding
    const auto got =
        co_await wait(3,
                      Line{path}); // finding
    if (co_await write({path})) { // finding
        use(path);
    }

    const Line line{path};
    const auto stop = [path] { return path.isEmpty(); };
    co_await write(line);
    co_await wait(stop);
    co_await wait([](int n) { return n > 1; });
    const auto [first, second] = co_await pair();
    const auto &[third, fourth] = co_await pair();
    if (auto result = co_await read(); !result) {
        co_return fail(map[1][0], "{");
    }
    while (co_await more()) {
        use(Line{path}, R"({ co_await f({1}) })");
    }
    {
        co_await read(); // co_await f({1})
    }
    for (const auto &item : list)
        co_await write(item);
    auto task = write({path, 1});
    co_await task;
    const char brace = '{';
    co_return 1'000 * co_await read();
}

int starts(const QString &path, QObject &owner)
{
    const auto inner = [path](int n) -> Task<int> { co_return n; }; // finding
    const auto other = [](QString p) -> Task<int> { co_return p.size(); };
    const auto third = [](const QString &p) -> Task<int> { co_return p.size(); }; // finding
    const auto plain = [&owner](const QString &p) { return owner.name() == p; };
    return plain(path);
}

class Wake
{
    Task<void> waits() const noexcept
    {
        co_await m_signal;
    }
    Task<void> waits(Wake &other) noexcept(true) // finding
    {
        co_await other.m_signal;
    }
};
