/** Mantine's own light-dark() would rewrite CSS's, which the tokens use. */
export default { plugins: { "postcss-preset-mantine": { features: { lightDarkFunction: false } } } };
