using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>
/// Gives a name to each cell that has none, or one that came before. The name follows from the cell's text: whoever runs the
/// notebook gives the same, and a cell that is put between two others renames neither.
/// </summary>
internal static partial class CellIds
{
    /// <summary>Completes the names of a notebook's cells.</summary>
    public static void Complete(IEnumerable<NotebookCell> cells)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var nameless = new List<NotebookCell>();
        foreach (var cell in cells)
        {
            if (!IsValid(cell.Id) || !taken.Add(cell.Id))
            {
                nameless.Add(cell);
            }
        }

        foreach (var cell in nameless)
        {
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cell.Source)))[..8];
            var free = name;
            for (var next = 2; !taken.Add(free); next++)
            {
                free = $"{name}-{next}";
            }

            cell.Json["id"] = free;
        }
    }

    /// <summary>Whether the format allows a name.</summary>
    public static bool IsValid(string id) => Allowed().IsMatch(id);

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Allowed();
}
