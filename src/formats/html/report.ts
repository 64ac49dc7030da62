export const renderHtml = (_: unknown, __: unknown): string => "";
