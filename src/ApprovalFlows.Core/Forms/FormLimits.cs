namespace ApprovalFlows.Core.Forms;

/// <summary>Upper bounds of forms and of what is filled in.</summary>
public static class FormLimits
{
    public const int ValuesLengthMax = 256 * 1024;
    public const int ValuesDepthMax = 4;
    public const int ErrorsMax = 200;
    public const int NameLengthMax = 64;

    public const int SectionsMax = 30;
    public const int FieldsMax = 200;
    public const int ColumnsMax = 20;
    public const int OptionsMax = 500;
    public const int AttachmentsMax = 50;
    public const int RulesMax = 100;

    public const int TextLengthMax = 200;
    public const int TextAreaLengthMax = 2000;
    public const int AnyTextLengthMax = 10_000;
    public const int ItemsMax = 100;
    public const int AnyItemsMax = 1000;
    public const int FilesMax = 20;
    public const long IntegerMax = 1_000_000_000;
    public const decimal MoneyMax = 1_000_000_000_000m;
}
