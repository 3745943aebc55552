-- dump
INSERT INTO `users` VALUES (1,'ada@example.com','Ada'),(2,'grace@example.com','Grace');
