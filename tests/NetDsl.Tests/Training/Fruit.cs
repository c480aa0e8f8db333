namespace NetDsl.Tests;

/// <summary>What the fake classifier tells apart.</summary>
public enum Fruit
{
    Apple,
    Pear,
    Plum,
}
