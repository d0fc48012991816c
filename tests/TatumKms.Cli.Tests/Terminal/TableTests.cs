using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Tests.Terminal;

public class TableTests
{
    private static readonly string[] Headings = ["name", "value"];

    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell()
    {
        Assert.Equal("name   value\nfirst  1\nn      22\n", Table.Format(Headings, [["first", "1"], ["n", "22"]], width: 12));
    }

    [Fact]
    public void Rows_that_are_wider_than_the_terminal_become_blocks_that_keep_every_character()
    {
        Assert.Equal("name   first\nvalue  1\n\nname   n\n", Table.Format(Headings, [["first", "1"], ["n", ""]], width: 7));
    }

    [Fact]
    public void Without_rows_there_are_the_headings()
    {
        Assert.Equal("name  value\n", Table.Format(Headings, [], width: 5));
    }

    [Fact]
    public void What_a_terminal_would_take_for_a_command_is_a_question_mark()
    {
        Assert.Equal("name   value\na?[2J  b\n", Table.Format(Headings, [["a\e[2J", "b"]]));
    }

    [Fact]
    public void Headings_are_bold_where_there_is_ink_and_the_columns_stay_in_line()
    {
        Assert.Equal("\e[1mname   value\e[0m\nfirst  1\n", Table.Format(Headings, [["first", "1"]], ink: new Ink(isOn: true)));
        Assert.Equal("\e[1mname\e[0m   first\n\e[1mvalue\e[0m  1\n", Table.Format(Headings, [["first", "1"]], width: 3, new Ink(isOn: true)));
    }
}
