// No licence is named here.
int x;
