using TatumKms.Core;
using TatumKms.Daemon.Journal;

namespace TatumKms.Daemon.Tests.Journal;

/// <summary>Lines that bear the right hash of the line before, and still must not follow it.</summary>
public sealed class JournalMemoryTests
{
    private readonly JournalMemory _memory = new();

    [Fact]
    public void A_line_of_another_number_does_not_follow()
    {
        Add(Signed("a"));

        Assert.True(_memory.Accepts(Signed("b")));
        Assert.False(_memory.Accepts(Signed("b") with { Number = 3 }));
    }

    [Fact]
    public void A_line_about_what_was_carried_over_stands_at_the_beginning_alone()
    {
        var line = new JournalLine.CarriedOver(9, default, _memory.LastHash, 1);
        Assert.True(_memory.Accepts(line));
        Assert.False(_memory.Accepts(line with { Number = 1 }));
        Assert.False(_memory.Accepts(line with { Count = -1 }));

        Add(Signed("a"));

        Assert.False(_memory.Accepts(new JournalLine.CarriedOver(_memory.NextNumber, default, _memory.LastHash, 1)));
    }

    [Fact]
    public void What_was_carried_over_is_as_many_lines_as_were_said_each_about_another_transaction()
    {
        Assert.False(_memory.Accepts(Kept("a")));
        Add(new JournalLine.CarriedOver(9, default, _memory.LastHash, 2));

        Add(Kept("a"));
        Assert.False(_memory.Accepts(Kept("a")));
        Add(Kept("b"));

        Assert.False(_memory.Accepts(Kept("c")));
    }

    [Fact]
    public void No_step_is_taken_among_what_was_carried_over()
    {
        Add(new JournalLine.CarriedOver(9, default, _memory.LastHash, 2));
        Add(Signed("a"));
        Assert.False(_memory.Accepts(Step("a", JournalState.Accepted)));

        Add(Kept("b"));

        Assert.True(_memory.Accepts(Step("a", JournalState.Accepted)));
    }

    [Fact]
    public void Nothing_is_signed_anew_among_what_was_carried_over()
    {
        Add(new JournalLine.CarriedOver(9, default, _memory.LastHash, 2));
        Add(Kept("a", JournalState.Expired));
        Assert.False(_memory.Accepts(Signed("a")));

        Add(Kept("b"));

        Assert.True(_memory.Accepts(Signed("a")));
    }

    [Fact]
    public void Facts_that_come_when_the_facts_were_taken_are_not_kept()
    {
        _memory.TakeFacts();

        Add(new JournalLine.Signed(1, default, _memory.LastHash, Journals.Entry("a") with { Facts = "{}" }));

        Assert.Null(_memory.Find("a")!.Facts);
    }

    [Fact]
    public void A_compacted_journal_that_follows_another_line_than_the_head_names_is_refused()
    {
        var line = new JournalLine.CarriedOver(9, default, new string('1', 64), 0);
        using var file = new MemoryStream([.. line.ToBytes(), (byte)'\n']);
        using var same = new MemoryStream(file.ToArray());

        Assert.Throws<KmsException>(() => JournalReplay.Run(file, "signing.journal", new JournalHead(8, new string('2', 64)), null, TestContext.Current.CancellationToken));
        Assert.Equal(9, JournalReplay.Run(same, "signing.journal", new JournalHead(8, new string('1', 64)), null, TestContext.Current.CancellationToken).FirstNumber);
    }

    private void Add(JournalLine line)
    {
        Assert.True(_memory.Accepts(line));
        _memory.Add(line, line.ToBytes());
    }

    private JournalLine.Signed Signed(string id) => new(_memory.NextNumber, default, _memory.LastHash, Journals.Entry(id));

    private JournalLine.Kept Kept(string id, JournalState state = JournalState.Completed) =>
        new(_memory.NextNumber, default, _memory.LastHash, Journals.Entry(id) with { State = state });

    private JournalLine.Step Step(string id, JournalState state) => new(_memory.NextNumber, default, _memory.LastHash, id, state, null);
}
