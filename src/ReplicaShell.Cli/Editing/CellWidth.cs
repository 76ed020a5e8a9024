using System.Globalization;

namespace ReplicaShell.Cli.Editing;

/// <summary>How many columns of a terminal a character takes.</summary>
internal static class CellWidth
{
    /// <summary>
    /// 0 for a mark that joins the character before it, 2 for the wide letters of East Asia, else 1. The two halves of a
    /// surrogate pair count 1 each: most of what is written so (emoji) is wide.
    /// </summary>
    public static int Of(char letter) =>
        letter switch
        {
            < '\u0300' => 1,
            >= '\u1100' and <= '\u115f' => 2,
            >= '\u2e80' and <= '\ua4cf' => 2,
            >= '\uac00' and <= '\ud7a3' => 2,
            >= '\uf900' and <= '\ufaff' => 2,
            >= '\ufe30' and <= '\ufe6f' => 2,
            >= '\uff00' and <= '\uff60' => 2,
            >= '\uffe0' and <= '\uffe6' => 2,
            _ => CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark ? 0 : 1,
        };
}
